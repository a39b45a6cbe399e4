import { setTimeout as after } from 'node:timers/promises';
import type { Prediction } from '@verdict/learn';
import type { BatchPredictor, InstantPredictor } from '../predictor.ts';

/** An answer that depends on the text alone, so that a mix-up shows. */
export function lengthPrediction(text: string): Prediction {
  const positive = (text.length % 97) / 97;
  const label = positive >= 0.5 ? 'positive' : 'negative';
  return {
    label,
    confidence: Math.max(positive, 1 - positive),
    scores: { negative: 1 - positive, positive },
    unsure: false,
  };
}

/** Holds its thread for so long, whatever the text. */
export function busyPredictor(costMs: number): InstantPredictor {
  return {
    kind: 'instant',
    predict: (text) => {
      const until = performance.now() + costMs;
      while (performance.now() < until);
      return lengthPrediction(text);
    },
    close: async () => {},
  };
}

export interface BatchOptions {
  readonly fixedMs: number;
  readonly eachMs: number;
  readonly maxTexts: number;
  /** Refuses any batch with this text in it. */
  readonly poison?: string;
}

/** Answers elsewhere, and keeps how many texts each batch had. */
export function batchPredictor({ fixedMs, eachMs, maxTexts, poison }: BatchOptions): BatchPredictor & {
  readonly batches: readonly number[];
  readonly isClosed: () => boolean;
} {
  const batches: number[] = [];
  let closed = false;
  return {
    kind: 'batch',
    maxTexts,
    batches,
    isClosed: () => closed,
    predictAll: async (texts) => {
      batches.push(texts.length);
      await after(fixedMs + eachMs * texts.length);
      if (poison !== undefined && texts.includes(poison)) throw new Error('this text breaks the model');
      return texts.map(lengthPrediction);
    },
    close: async () => {
      closed = true;
    },
  };
}
