import { stat } from 'node:fs/promises';
import { type Crew, type Model, predictTexts, type TextPack } from '@verdict/learn';
import { readModel } from '../models/read-model.ts';
import type { ContestantAnswers } from './judge-input.ts';
import type { Contestant } from './judge-task.ts';

export interface ReadContestant {
  readonly model: Model;
  readonly sizeBytes: number;
  readonly trainingKnown: boolean;
}

export async function readContestant(
  { model, trainedOn }: Contestant,
  signal: AbortSignal,
): Promise<ReadContestant> {
  const read = await readModel(model, signal);
  return { model: read, sizeBytes: (await stat(model)).size, trainingKnown: trainedOn !== null };
}

/** Its answers, in the numbers of `classes` rather than its own. */
export async function askContestant(
  { model, sizeBytes, trainingKnown }: ReadContestant,
  texts: TextPack,
  {
    classes,
    crew,
    onProgress,
  }: {
    readonly classes: readonly string[];
    readonly crew: Crew;
    readonly onProgress: (fraction: number) => void;
  },
): Promise<ContestantAnswers> {
  const { predicted, probabilities } = await predictTexts(model, texts, crew, onProgress);
  const own = model.classes.map((name) => classes.indexOf(name));
  const widened = new Float64Array(texts.count * classes.length);
  for (let row = 0; row < texts.count; row++) {
    for (let k = 0; k < own.length; k++) {
      widened[row * classes.length + own[k]] = probabilities[row * own.length + k];
    }
  }
  return {
    knows: model.classes,
    predicted: predicted.map((k) => own[k]),
    probabilities: widened,
    sizeBytes,
    latencyMs: null,
    trainingKnown,
  };
}
