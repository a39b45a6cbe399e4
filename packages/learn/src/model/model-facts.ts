import type { FitReport } from '../classify/classifier.ts';
import type { Metrics } from '../measure/evaluate.ts';
import type { Profile } from './profile.ts';

/** What a model file says of itself besides the numbers. JSON; the same for the same data, recipe, seed and code. */
export interface ModelFacts {
  readonly seed: number;
  readonly rows: number;
  /** Version of the data it was fitted on: the hash of its rows, or what the caller knows it by. */
  readonly data: string;
  /** Node's version, and the hash of this package's sources. */
  readonly node: string;
  readonly learn: string;
  readonly fit: FitReport;
  /** On rows that the fit had not seen: out of fold, or on test rows. */
  readonly metrics: { readonly outOfFold: Metrics | null; readonly test: Metrics | null };
  readonly profile: Profile;
  readonly golden: readonly GoldenRow[];
  /** What making the file smaller cost, where that was asked. */
  readonly shrunk: ShrinkReport | null;
}

/** A text of our own writing and the class probabilities that the finished model gave it: replayed before a model serves. */
export interface GoldenRow {
  readonly text: string;
  readonly scores: readonly number[];
}

export interface ShrinkReport {
  readonly budgetBytes: number;
  readonly gramsBefore: number;
  readonly gramsAfter: number;
  readonly precision: 'float32' | 'int8';
  /** Accuracy of the full and the small model on the same held-out rows, and the share of them they agree on. */
  readonly accuracyBefore: number | null;
  readonly accuracyAfter: number | null;
  readonly agreement: number | null;
}
