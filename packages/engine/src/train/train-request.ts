import type { ShrinkReport } from '@verdict/learn';
import type { IntervalsJson, MetricsJson } from '../metrics-json.ts';
import type { SavedModel } from '../models/save-model.ts';

export interface TrainRequest {
  readonly data: string;
  readonly test: string | null;
  readonly name: string | null;
  readonly recipe: string | null;
  readonly text: string | null;
  readonly label: string | null;
  readonly holdout: number;
  readonly seed: number;
  readonly out: string | null;
  readonly sizeBytes: number | null;
  readonly threads: number | null;
  readonly positive: string | null;
  readonly sweep: string | null;
}

/** Candidates, best first, judged by cross-validation on the training rows. */
export interface SweepReport {
  readonly scoring: string;
  readonly folds: number;
  readonly ranking: readonly {
    readonly recipe: string;
    readonly score: number;
    readonly fold_scores: readonly number[];
    readonly log_loss: number;
    /** Given up before its last fold. */
    readonly dropped: boolean;
    /** Its score less the winner's, within 95 %; null of the winner. */
    readonly to_winner: readonly [low: number, high: number] | null;
    readonly seconds: { readonly features: number; readonly fit: number };
  }[];
  readonly refused: readonly { readonly recipe: string; readonly why: string }[];
}

/** What `train --json` prints, but for `run_id`. */
export interface TrainReport {
  readonly model: SavedModel & { readonly name: string };
  readonly recipe: string;
  readonly data: { readonly version: string; readonly rows: number };
  readonly rows: { readonly train: number; readonly test: number };
  /** Of the test rows, where there are any. */
  readonly metrics: Partial<MetricsJson> & {
    readonly intervals?: IntervalsJson;
    readonly out_of_fold: MetricsJson | null;
  };
  readonly shrunk: ShrinkReport | null;
  readonly sweep: SweepReport | null;
  readonly converged: boolean;
  readonly seconds: {
    readonly read: number;
    readonly sweep: number;
    readonly features: number;
    readonly fit: number;
    readonly evaluate: number;
    readonly write: number;
    /** Since the process began. */
    readonly total: number;
  };
}
