import type { JudgeNumbers, Reason } from './judgement.ts';
import type { Policy } from './policy.ts';

export interface JudgeTask {
  readonly candidate: Contestant;
  /** Null where nothing serves yet: then the candidate has to beat the majority class. */
  readonly champion: Contestant | null;
  /** Rows to ask both. */
  readonly rows: RowsOf;
  readonly policy: Policy;
  readonly threads: number | null;
}

export interface Contestant {
  /** Path of a model file. */
  readonly model: string;
  /** Rows with a text out of these are not asked; null where nobody knows what it has seen. */
  readonly trainedOn: RowsOf | null;
}

/** Rows of a frozen file. */
export interface RowsOf {
  readonly path: string;
  readonly part:
    | 'all'
    | { readonly side: 'held-out' | 'training'; readonly holdout: number; readonly seed: number };
}

export type JudgeEvent = {
  readonly kind: 'progress';
  readonly stage: 'read' | 'predict' | 'latency' | 'judge';
  readonly fraction: number;
};

export interface JudgeOutcome {
  readonly verdict: 'promote' | 'refuse';
  readonly reasons: readonly Reason[];
  readonly numbers: JudgeNumbers;
  /** Rows that were asked. */
  readonly rows: number;
  /** Hash of these rows in order, as of a dataset version. */
  readonly rowsSha256: string;
  readonly policy: Policy;
}
