import type { RunStatus } from '../schema/tables.ts';

/** One entry of a batch that is not kept. The rest of the batch is. */
export interface ImportRefusal {
  readonly subject: string;
  readonly reason: string;
}

export interface Imported {
  /** Those that were not there. */
  readonly added: number;
  /** Those that were; what they lacked has been added. */
  readonly there: number;
  readonly refused: readonly ImportRefusal[];
}

type Entries = Readonly<Record<string, string>>;

export interface ExperimentToImport {
  readonly name: string;
  readonly artifactLocation: string | null;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly deletedMs: number | null;
  readonly tags: Entries;
}

export interface PointsToImport {
  readonly key: string;
  readonly points: readonly { readonly atMs: number; readonly step: number; readonly value: number }[];
}

export interface InputToImport {
  readonly name: string;
  readonly digest: string;
  readonly sourceType: string;
  readonly source: string;
  readonly schema: string | null;
  readonly profile: string | null;
  readonly context: string;
  readonly tags: Entries;
}

export interface RunToImport {
  readonly id: string;
  readonly experimentId: string;
  readonly name: string;
  readonly userName: string;
  readonly status: RunStatus;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly deletedMs: number | null;
  readonly params: Entries;
  readonly tags: Entries;
  readonly metrics: readonly PointsToImport[];
  readonly inputs: readonly InputToImport[];
}

export type ImportedStatus = 'pending' | 'ready' | 'failed';

export interface LoggedModelToImport {
  readonly id: string;
  readonly experimentId: string;
  readonly name: string;
  readonly modelType: string;
  readonly sourceRunId: string | null;
  readonly status: ImportedStatus;
  readonly statusMessage: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly deletedMs: number | null;
  readonly params: Entries;
  readonly tags: Entries;
  readonly metrics: readonly {
    readonly runId: string;
    readonly key: string;
    readonly atMs: number;
    readonly step: number;
    readonly value: number;
    readonly datasetName: string;
    readonly datasetDigest: string;
  }[];
  readonly runs: readonly {
    readonly runId: string;
    readonly role: 'input' | 'output';
    readonly step: number;
  }[];
}

export interface VersionToImport {
  readonly number: number;
  readonly runId: string | null;
  readonly loggedModelId: string | null;
  readonly source: string;
  /** Where its files are, where the source only points there. */
  readonly storageLocation: string | null;
  readonly status: ImportedStatus;
  readonly stage: string;
  readonly description: string;
  readonly userName: string;
  readonly runLink: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** Its number is not given again. */
  readonly deletedMs: number | null;
  readonly tags: Entries;
}

export interface ModelToImport {
  readonly name: string;
  readonly description: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly tags: Entries;
  readonly aliases: Readonly<Record<string, number>>;
  readonly versions: readonly VersionToImport[];
}

export interface FileToImport {
  readonly of: 'run' | 'logged_model';
  readonly id: string;
  /** Below its artifacts. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}
