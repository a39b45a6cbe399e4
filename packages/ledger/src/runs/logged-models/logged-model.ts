import type { MetricPoint } from '../run.ts';

/** A model as an MLflow client logged it, before and beside its registration. Nothing serves from it. */
export interface LoggedModel {
  readonly id: string;
  readonly experimentId: string;
  readonly name: string;
  readonly modelType: string;
  /** As its client said it: the run may be elsewhere. */
  readonly sourceRunId: string | null;
  readonly status: LoggedModelStatus;
  readonly statusMessage: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly deleted: boolean;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** The newest, in the order of their times. */
  readonly metrics: readonly LoggedModelMetric[];
  /** Versions registered from it. */
  readonly versions: readonly { readonly name: string; readonly number: number }[];
}

/** Pending while its files are on their way. */
export type LoggedModelStatus = 'pending' | 'ready' | 'failed';

/** A point of a run's metric that was measured of this model, and on which data. */
export interface LoggedModelMetric extends MetricPoint {
  readonly key: string;
  readonly runId: string;
  /** Both are empty where nothing was said. */
  readonly datasetName: string;
  readonly datasetDigest: string;
}

export interface NewLoggedModel {
  readonly experimentId: string;
  /** Without it, one after its id. */
  readonly name?: string;
  readonly modelType?: string;
  readonly sourceRunId?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Data that metrics were measured on; without a digest, any of this name. */
export interface MeasuredOn {
  readonly name: string;
  readonly digest?: string;
}

export interface LoggedModelsQuery {
  readonly experimentIds: readonly string[];
  readonly filter?: string;
  /** Metrics of the filter are those measured on one of these; without metrics, models that were measured on one. */
  readonly datasets?: readonly MeasuredOn[];
  readonly orderBy?: readonly LoggedModelOrder[];
  readonly limit?: number;
  readonly pageToken?: string | null;
}

export interface LoggedModelOrder {
  /** `metrics.accuracy`, by its latest value, or an attribute. */
  readonly field: string;
  readonly ascending?: boolean;
  readonly dataset?: { readonly name?: string; readonly digest?: string };
}
