import { SpamcheckError } from './errors.ts';
import type { Prediction } from './wire.ts';

/** What a model calls spam, and what it calls the rest. */
export interface SpamClasses {
  readonly spam: string;
  readonly other: string;
}

/** `ham` in most data sets, `not_spam` or `legitimate` in others: only spam is called by its name. */
export function spamClasses(model: string, classes: readonly string[]): SpamClasses {
  const spam = classes.find((name) => name.toLowerCase() === 'spam');
  const other = classes.find((name) => name !== spam);
  if (spam === undefined || other === undefined) {
    throw new SpamcheckError(
      'MODEL_AWAY',
      `The model ${model} tells ${classes.join(', ')} apart, and spam is not among them; set SPAMCHECK_MODEL to one that knows it.`,
    );
  }
  return { spam, other };
}

export function predictionOf(label: string, { spam }: SpamClasses): Prediction {
  return label === spam ? 'spam' : 'not_spam';
}
