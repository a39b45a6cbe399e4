import type { RunStatus } from '../schema/tables.ts';

/** MLflow's tag that is the name of a run: it is kept as the name alone. */
export const runNameTag = 'mlflow.runName';

/** A run without what was logged to it. */
export interface RunInfo {
  readonly id: string;
  readonly name: string;
  readonly experiment: { readonly id: string; readonly name: string };
  /** Its experiment's. */
  readonly artifactLocation: string | null;
  readonly status: RunStatus;
  readonly user: string;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly deleted: boolean;
}

/** One attempt at something, with what went into it and what came out of it. */
export interface Run extends RunInfo {
  readonly params: Readonly<Record<string, string>>;
  /** The latest value of each. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The points that those values come from. */
  readonly latest: readonly LatestMetric[];
  readonly tags: Readonly<Record<string, string>>;
  readonly inputs: readonly RunInput[];
  /** Versions registered from this run. */
  readonly models: readonly { readonly name: string; readonly version: number }[];
  /** Logged models that it read, by id. */
  readonly modelInputs: readonly string[];
  readonly modelOutputs: readonly ModelOutput[];
}

/** A logged model that a run made, and at which step of it. */
export interface ModelOutput {
  readonly id: string;
  readonly step: number;
}

export interface MetricPoint {
  /** Any number: NaN and the infinities are kept. */
  readonly value: number;
  readonly atMs: number;
  readonly step: number;
}

export interface LatestMetric extends MetricPoint {
  readonly key: string;
}

export interface RunInput {
  readonly name: string;
  readonly digest: string;
  /** What the rows were for: training, testing. */
  readonly context: string;
  readonly sourceType: string;
  readonly source: string;
  readonly schema: string | null;
  readonly profile: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** The version on record, where it is one. */
  readonly dataset: { readonly name: string; readonly number: number } | null;
}

export interface NewRun {
  /** Chosen by the caller, so that a call sent twice makes one run. */
  readonly id?: string;
  /** Without it, `experiment`; without either, Default. */
  readonly experimentId?: string;
  /** By name; made where it is not there. */
  readonly experiment?: string;
  readonly name?: string;
  readonly startMs?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly userName?: string;
}

export interface RunChange {
  readonly name?: string;
  readonly status?: RunStatus;
  readonly endMs?: number;
  /** A tag that is null is taken away. */
  readonly tags?: Readonly<Record<string, string | null>>;
}

export interface MetricToLog {
  readonly key: string;
  readonly value: number;
  /** Without it, now; then sending the point again makes another. */
  readonly atMs?: number;
  /** Without it, 0. */
  readonly step?: number;
  /** The logged model that it was measured of. */
  readonly modelId?: string;
  /** What it was measured on, as its client calls it. */
  readonly datasetName?: string;
  readonly datasetDigest?: string;
}

/** Rows that a run read: a version on record, or what an MLflow client tells of its own. */
export type InputToLog =
  | { readonly dataset: string; readonly context?: string }
  | {
      readonly name: string;
      readonly digest: string;
      readonly context?: string;
      readonly sourceType?: string;
      readonly source?: string;
      readonly schema?: string | null;
      readonly profile?: string | null;
      readonly tags?: Readonly<Record<string, string>>;
    };

export interface Batch {
  readonly params?: Readonly<Record<string, string>>;
  readonly metrics?: readonly MetricToLog[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly inputs?: readonly InputToLog[];
  /** Logged models, by id. */
  readonly modelInputs?: readonly string[];
  readonly modelOutputs?: readonly ModelOutput[];
}

export interface RunsQuery {
  /** Names; without these and without ids, all experiments. */
  readonly experiments?: readonly string[];
  readonly experimentIds?: readonly string[];
  readonly filter?: string;
  readonly orderBy?: readonly string[];
  /** Without it only those that are not deleted. */
  readonly deleted?: boolean | 'either';
  readonly limit?: number;
  readonly pageToken?: string | null;
}

/** Runs side by side: only what differs, a value a run in their order; null where a run has none. */
export interface RunComparison {
  readonly runs: readonly Run[];
  readonly params: Readonly<Record<string, readonly (string | null)[]>>;
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface Artifact {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly createdMs: number;
}
