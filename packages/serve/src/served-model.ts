import { createExplainer, type Explainer, type Model } from '@verdict/learn';
import { createLine } from './admission/create-line.ts';
import type { Line, LineOptions } from './admission/line.ts';
import { memoryOf } from './memory/memory-of.ts';
import { modelPredictor, type TextPredictor } from './predictor.ts';

/** One model version in memory, ready to answer. */
export interface ServedModel {
  readonly name: string;
  readonly version: number;
  readonly model: Model;
  /** Of its file. */
  readonly bytes: number;
  /** What it takes in memory, look-up tables included. */
  readonly memoryBytes: number;
  readonly sha256: string;
  /** How replies speak of it; a model from a file alone has no run on record. */
  readonly reference: { readonly name: string; readonly version: number; readonly run_id: string | null };
  /** The way to its answers: at once where they are cheap, else when their turn comes. */
  readonly line: Line;
  /** Null where the model has no weight a word. */
  readonly explain: Explainer | null;
  /** On the process’s own clock, `performance.now()`. */
  readonly loadedAt: number;
}

export type ModelVersion = Pick<ServedModel, 'name' | 'version'>;

export interface ServedModelInput extends ModelVersion {
  readonly model: Model;
  readonly bytes: number;
  readonly sha256: string;
  readonly runId?: string | null;
  /** What answers; without it, the model itself. */
  readonly predictor?: TextPredictor;
  readonly lineOptions?: LineOptions;
}

export function createServedModel(input: ServedModelInput): ServedModel {
  const { name, version, model, bytes, sha256, runId = null } = input;
  return {
    name,
    version,
    model,
    bytes,
    memoryBytes: memoryOf(model),
    sha256,
    reference: { name, version, run_id: runId },
    line: createLine(input.predictor ?? modelPredictor(model), input.lineOptions),
    explain: model.head.kind === 'linear' ? whenFirstAsked(() => createExplainer(model)) : null,
    loadedAt: performance.now(),
  };
}

/** An explainer has look-up tables as large as a predictor's; most versions are never asked why. */
function whenFirstAsked(create: () => Explainer): Explainer {
  let explainer: Explainer | undefined;
  return (text, target) => {
    explainer ??= create();
    return explainer(text, target);
  };
}

/** The same file under another name or number: what was computed for it is used again. */
export function renamed(
  served: ServedModel,
  { name, version, runId }: ModelVersion & { readonly runId: string | null },
): ServedModel {
  return { ...served, name, version, reference: { name, version, run_id: runId } };
}
