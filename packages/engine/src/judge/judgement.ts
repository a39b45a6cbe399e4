import type { PairedInterval } from './paired-accuracy.ts';

/** One rule of the policy, and what it says of this candidate. */
export interface Reason {
  readonly rule: Rule;
  readonly passed: boolean;
  /** A sentence with its figures, for people. */
  readonly message: string;
}

export const rules = [
  'rows',
  'unseen',
  'classes',
  'accuracy',
  'significance',
  'macro_f1',
  'slice',
  'ece',
  'log_loss',
  'size',
  'latency',
] as const;
export type Rule = (typeof rules)[number];

export interface Judgement {
  readonly verdict: 'promote' | 'refuse';
  readonly reasons: readonly Reason[];
  readonly numbers: JudgeNumbers;
}

/** A number of either, and the candidate's less the champion's with its interval. Null without a champion. */
export interface Compared {
  readonly candidate: number;
  readonly champion: number | null;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What the reasons speak of; goes on record as it is. */
export interface JudgeNumbers {
  readonly rows: number;
  readonly rows_left_out: number;
  readonly level: number;
  /** Right answers out of all; against the majority class where there is no champion. */
  readonly accuracy: Compared;
  readonly majority: { readonly label: string; readonly accuracy: number; readonly gain: PairedInterval };
  readonly macro_f1: Compared;
  /** Rows that one of the two alone had right, and how likely so uneven a split is between equals. */
  readonly mcnemar: {
    readonly candidate_only: number;
    readonly champion_only: number;
    readonly p: number;
    readonly method: string;
  } | null;
  readonly slices: readonly SliceNumbers[];
  readonly ece: Compared;
  readonly log_loss: Compared;
  readonly size_bytes: { readonly candidate: number; readonly champion: number | null };
  /** Median of one text at a time; null where it was not measured. */
  readonly latency_ms: { readonly candidate: number; readonly champion: number | null } | null;
  readonly classes: { readonly gained: readonly string[]; readonly lost: readonly string[] };
}

export interface SliceNumbers {
  readonly kind: 'label' | 'length' | 'source';
  readonly name: string;
  readonly rows: number;
  readonly candidate: number;
  readonly champion: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Of the interval: higher than that of the whole, since slices are many. */
  readonly level: number;
  readonly passed: boolean;
}
