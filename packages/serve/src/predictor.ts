import { createPredictor, type Model, type Prediction } from '@verdict/learn';

/**
 * Whatever gives a text its label. A new kind of model is one of these two, and passes testing/predictor-contract.ts;
 * how it is waited for, and how much of it is asked at once, is decided by its line (admission/create-line.ts).
 */
export type TextPredictor = InstantPredictor | BatchPredictor;

/** Computes on the thread that asks, one text after another: linear models and forests. */
export interface InstantPredictor {
  readonly kind: 'instant';
  readonly predict: (text: string) => Prediction;
  /** Idempotent. */
  readonly close: () => Promise<void>;
}

/** Computes elsewhere, several texts for less than each by itself: transformers. */
export interface BatchPredictor {
  readonly kind: 'batch';
  /** More are never asked at once. */
  readonly maxTexts: number;
  /** In the order of the texts. Where it rejects, none of them has an answer. */
  readonly predictAll: (texts: readonly string[]) => Promise<readonly Prediction[]>;
  /** Idempotent. */
  readonly close: () => Promise<void>;
}

export function modelPredictor(model: Model): InstantPredictor {
  return { kind: 'instant', predict: createPredictor(model).predict, close: async () => {} };
}
