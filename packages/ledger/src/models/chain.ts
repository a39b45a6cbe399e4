import type { AliasMove } from './alias-move.ts';
import type { ModelVersion } from './model.ts';

/** git commit → data version → run → model version. */
export interface Chain {
  readonly commit: { readonly sha: string; readonly dirty: boolean; readonly branch: string | null } | null;
  readonly data: ChainData | null;
  readonly run: { readonly id: string; readonly name: string; readonly status: string } | null;
  readonly version: ModelVersion;
  /** What moved onto the version or away from it, newest first. */
  readonly moves: readonly AliasMove[];
}

export interface ChainData {
  /** Null where no dataset on record has these rows. */
  readonly dataset: string | null;
  readonly number: number | null;
  readonly rowsSha256: string;
}

export interface KnownData extends ChainData {
  readonly dataset: string;
  readonly number: number;
}

export interface DataWitnesses {
  /** What the model file says that it was fitted on. */
  readonly file: string | null;
  /** Versions that the run says it trained on. */
  readonly inputs: readonly KnownData[];
  /** Versions on record with the rows that the file names. */
  readonly matches: readonly KnownData[];
}

/**
 * The file is the stronger witness, since its hash is of the rows themselves; the run says under which name they were
 * asked for. A file that names rows which the run does not know came of others.
 */
export function dataOf({ file, inputs, matches }: DataWitnesses): ChainData | null {
  if (file === null) return inputs[0] ?? null;
  return (
    inputs.find(({ rowsSha256 }) => rowsSha256 === file) ??
    matches[0] ?? { dataset: null, number: null, rowsSha256: file }
  );
}

/** As the run's tags have it; null where it was not made from a checkout. */
export function commitOf(tags: Readonly<Record<string, string>>): Chain['commit'] {
  const sha = tags['mlflow.source.git.commit'];
  if (sha === undefined || sha === '') return null;
  return {
    sha,
    dirty: tags['verdict.git.dirty'] === 'true',
    branch: tags['mlflow.source.git.branch'] ?? null,
  };
}
