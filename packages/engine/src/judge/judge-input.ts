import type { Policy } from './policy.ts';
import type { Slice } from './slices.ts';

/** What the judge compares: values alone, so that the same input gives the same judgement anywhere. */
export interface JudgeInput {
  /** Every label that the rows have or that either contestant can give. */
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly candidate: ContestantAnswers;
  readonly champion: ContestantAnswers | null;
  readonly slices: readonly Slice[];
  /** Rows that were not asked, since a contestant was trained on their text. */
  readonly rowsLeftOut: number;
  readonly policy: Policy;
}

export interface ContestantAnswers {
  /** Labels that it can give. */
  readonly knows: readonly string[];
  readonly predicted: Int32Array;
  /** rows × classes; 0 for a class that it does not know. */
  readonly probabilities: Float64Array;
  readonly sizeBytes: number;
  /** Median of one text at a time; null where it was not measured. */
  readonly latencyMs: number | null;
  /** False where nobody knows which rows it has seen. */
  readonly trainingKnown: boolean;
}
