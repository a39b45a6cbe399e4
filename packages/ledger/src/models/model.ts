/** A name under which versions are kept. */
export interface Model {
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Alias to version number. */
  readonly aliases: Readonly<Record<string, number>>;
  readonly latest: ModelVersion | null;
  /** Versions that are not deleted. */
  readonly versions: number;
  /** What the judge asks of a candidate; null: the policy that Verdict comes with. */
  readonly policy: unknown;
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** `verdict` can serve; `other` is kept, listed and downloaded, and never loaded. */
export type VersionFormat = 'verdict' | 'other';
export type VersionStatus = 'ready' | 'pending' | 'failed';

export interface ModelVersion {
  readonly id: number;
  readonly model: string;
  readonly version: number;
  readonly format: VersionFormat;
  readonly status: VersionStatus;
  readonly stage: string;
  readonly description: string;
  readonly source: string;
  readonly userName: string;
  readonly runLink: string;
  readonly aliases: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly runId: string | null;
  /** As whoever registered it said: of a run that may be elsewhere, or gone; empty where nothing was said. */
  readonly saidRunId: string;
  /** The logged model that it was registered from. */
  readonly loggedModelId: string | null;
  /** Where its files were when it was registered, where the source only points there. */
  readonly storageLocation: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** What the model file says of itself; null of others. */
  readonly facts: Facts | null;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly createdBy: string;
}

export type Facts = Readonly<Record<string, unknown>>;

/** The alias of the version in service; it moves by promote and roll back alone. */
export const champion = 'champion';
/** The alias of the version that is tried beside it; while it is, the alias moves with its traffic. */
export const challenger = 'challenger';
