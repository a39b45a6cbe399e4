import { LedgerError } from '../errors.ts';
import { assertAlias } from '../models/alias-name.ts';
import { challenger, champion } from '../models/model.ts';
import type { VersionToImport } from './imported.ts';

/** A version on record, as far as an import must know it. */
export interface NumberedVersion {
  readonly id: number;
  readonly format: 'verdict' | 'other';
  readonly createdMs: number;
  readonly deletedMs: number | null;
}

export type Decided =
  | { readonly kind: 'insert' }
  | { readonly kind: 'there' }
  | { readonly kind: 'refuse'; readonly reason: string };

/** A version that was imported before has its time of creation; any other under its number is somebody else's. */
export function decideVersion(version: VersionToImport, there: NumberedVersion | null): Decided {
  if (there === null) return { kind: 'insert' };
  if (there.format === 'other' && there.createdMs === version.createdMs) return { kind: 'there' };
  return {
    kind: 'refuse',
    reason: 'Another version has this number on record; rename the model on one side, and import again.',
  };
}

export function decideAlias({
  alias,
  target,
  current,
  serves,
}: {
  readonly alias: string;
  /** The version of the import that it names. */
  readonly target: NumberedVersion | null;
  /** The version that has it on record. */
  readonly current: number | null;
  /** The model has versions that can serve. */
  readonly serves: boolean;
}): Decided {
  const refuse = (reason: string): Decided => ({ kind: 'refuse', reason });
  try {
    assertAlias(alias);
  } catch (error) {
    if (error instanceof LedgerError) return refuse(error.message);
    throw error;
  }
  if (target === null || target.deletedMs !== null)
    return refuse('The version that it names is not among those that are on record now.');
  if (current === target.id) return { kind: 'there' };
  if (current !== null) return refuse('It names another version on record, and is left there.');
  if (serves && (alias === champion || alias === challenger)) {
    return refuse('It decides what serves, and the model has versions that serve; promote one instead.');
  }
  return { kind: 'insert' };
}
