import { WrongUsage } from '@verdict/engine';

export interface WhereAsked {
  /** Of the DVC repository around the working folder. */
  readonly root: string | undefined;
  readonly name: string | null;
  readonly noDvc: boolean;
  /** Flags that say something about rows on record, as they were typed. */
  readonly recordFlags: readonly string[];
}

/** In a DVC repository files are tracked there, and go on record only where a name for it is given. */
export function whereToAdd({ root, name, noDvc, recordFlags }: WhereAsked): {
  readonly tracks: boolean;
  readonly records: boolean;
} {
  if (root === undefined || noDvc) return { tracks: false, records: true };
  if (name === null && recordFlags.length > 0)
    throw new WrongUsage(
      `${recordFlags[0]} is about the record, and in a DVC repository a file goes there with a name; add --name DATASET, or --no-dvc for the record alone.`,
    );
  return { tracks: true, records: name !== null };
}
