import type { ImportedExperiment, ImportedLoggedModel, ImportedModel, ImportedRun } from '@verdict/api';

/** What an MLflow store holds, as it is read: one experiment, one run, one model after the other. */
export interface MlflowStore {
  /** For people: the folder or the database, without its password. */
  readonly where: string;
  readonly experiments: () => Promise<readonly StoredExperiment[]>;
  readonly runCount: (key: string) => Promise<number>;
  readonly runs: (key: string) => AsyncIterable<StoredRun>;
  readonly loggedModels: (key: string) => AsyncIterable<StoredLoggedModel>;
  readonly registeredModels: () => Promise<readonly ImportedModel[]>;
  /** What is there and has no place on record: traces and the like. */
  readonly leftOut: () => Promise<readonly LeftOut[]>;
  /** What could not be read, as it was found. */
  readonly faults: readonly Fault[];
  /** Where relative paths of artifacts begin. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

export interface StoredExperiment extends ImportedExperiment {
  /** Its id in the store: of file stores 18 digits. */
  readonly key: string;
}

export interface StoredRun extends Omit<ImportedRun, 'experiment_id'> {
  readonly artifactUri: string;
  /** A folder of the store that may hold its artifacts, where the store was moved since. */
  readonly ownFolder: string | null;
  readonly links: readonly ModelLink[];
}

/** A model that the run read or made. */
export interface ModelLink {
  readonly modelId: string;
  readonly role: 'input' | 'output';
  readonly step: number;
}

export interface StoredLoggedModel extends Omit<ImportedLoggedModel, 'experiment_id' | 'runs'> {
  readonly artifactUri: string;
  readonly ownFolder: string | null;
}

export interface LeftOut {
  readonly what: string;
  readonly count: number;
}

export interface Fault {
  readonly subject: string;
  readonly reason: string;
}
