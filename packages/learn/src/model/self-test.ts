import type { Model } from './model.ts';
import { createPredictor } from './predictor.ts';

export interface SelfTest {
  readonly passed: boolean;
  /** The largest difference between a score asked now and the one that was written when the model was made. */
  readonly largestDifference: number;
  /** The text where it was found. */
  readonly text: string | null;
}

/** exp and log may differ in their last bits between engines; a label cannot change by so little. */
const tolerance = 1e-9;

/** Asks the model its golden rows again: it must answer as it did when it was made. */
export function selfTest(model: Model, ask = createPredictor(model).predict): SelfTest {
  let worst: { difference: number; text: string | null } = { difference: 0, text: null };
  for (const { text, scores } of model.facts.golden) {
    const answer = ask(text).scores;
    model.classes.forEach((name, k) => {
      const difference = Math.abs(answer[name] - scores[k]);
      if (!(difference <= worst.difference)) worst = { difference, text };
    });
  }
  return { passed: worst.difference <= tolerance, largestDifference: worst.difference, text: worst.text };
}
