import type { Recipe, ShrinkReport } from '@verdict/learn';
import type { IntervalsJson, MetricsJson } from '../metrics-json.ts';
import type { SavedModel } from '../models/save-model.ts';
import type { Surroundings } from '../record/surroundings.ts';

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
  /** A folder for charts, tables and the model card, made where it is not there; null for none of them. */
  readonly report: string | null;
  /** What people know the files as, such as `reviews@3` of a copy in a temporary folder. By default their names. */
  readonly called?: { readonly data?: string; readonly test?: string };
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

export interface DataFinding {
  readonly kind: string;
  readonly severity: 'refuse' | 'warn' | 'note';
  readonly message: string;
}

/** What `train --json` prints, but for `run_id`. */
export interface TrainReport {
  readonly model: SavedModel & { readonly name: string };
  readonly recipe: string;
  /** Written out; as JSON it makes the same model again. */
  readonly recipe_json: Recipe;
  readonly data: {
    readonly version: string;
    readonly rows: number;
    readonly classes: readonly { readonly label: string; readonly rows: number }[];
  };
  /** Rows of a file of their own that it was judged on. */
  readonly test_data: { readonly version: string; readonly rows: number } | null;
  readonly findings: readonly DataFinding[];
  readonly seed: number;
  /** Share of the rows that was held out; 0 with a file of test rows. */
  readonly holdout: number;
  /** The class that was asked to be the positive one, whatever the recipe says. */
  readonly positive: string | null;
  readonly size_bytes: number | null;
  /** Node's version, and the hash of the learning code. */
  readonly node: string;
  readonly learn: string;
  readonly rows: { readonly train: number; readonly test: number };
  /** Of the test rows, where there are any. */
  readonly metrics: Partial<MetricsJson> & {
    readonly intervals?: IntervalsJson;
    readonly out_of_fold: MetricsJson | null;
  };
  readonly shrunk: ShrinkReport | null;
  readonly sweep: SweepReport | null;
  readonly converged: boolean;
  /** Null where no report was asked for. */
  readonly report: {
    readonly folder: string;
    /** Names of its files. */
    readonly files: readonly string[];
  } | null;
  /** Where it was trained; null where no report was asked for. */
  readonly surroundings: Surroundings | null;
  readonly seconds: {
    readonly read: number;
    readonly sweep: number;
    readonly features: number;
    readonly fit: number;
    readonly evaluate: number;
    readonly write: number;
    readonly report: number;
    /** Since the process began. */
    readonly total: number;
  };
}
