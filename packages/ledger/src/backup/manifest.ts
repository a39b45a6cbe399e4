import { LedgerError } from '../errors.ts';
import type { AppliedMigration, Counter } from './catalog.store.ts';

export const backupFormat = 1;

/** The first file of a backup: what is in it, and what it takes to read it. */
export interface Manifest {
  readonly format: typeof backupFormat;
  readonly createdMs: number;
  /** What the database called itself. */
  readonly database: string;
  readonly migrations: readonly AppliedMigration[];
  /** In the order in which they can be filled. */
  readonly tables: readonly TableInBackup[];
  readonly counters: readonly Counter[];
  readonly blobs: { readonly count: number; readonly bytes: number };
}

export interface TableInBackup {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export const manifestName = 'manifest.json';
export const sumsName = 'SHA256SUMS';
export const tableFile = (name: string): string => `tables/${name}.jsonl`;
export const blobFile = (sha256: string): string => `blobs/${sha256}`;

export function damaged(what: string, cause?: unknown): LedgerError {
  return new LedgerError(
    'BACKUP_DAMAGED',
    `The backup ${what}; take another copy of it, or another backup.`,
    {
      cause,
    },
  );
}

export function parseManifest(text: string): Manifest {
  let value: Partial<Manifest>;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged('has a manifest that cannot be read', cause);
  }
  if (typeof value !== 'object' || value === null || typeof value.format !== 'number') {
    throw damaged('has a manifest that is none of ours');
  }
  if (value.format !== backupFormat) {
    throw new LedgerError(
      'BACKUP_OTHER_VERSION',
      `The backup has format ${value.format}, and this Verdict reads ${backupFormat}; restore it with the version that made it.`,
    );
  }
  const whole =
    Array.isArray(value.migrations) &&
    Array.isArray(value.tables) &&
    Array.isArray(value.counters) &&
    typeof value.createdMs === 'number' &&
    typeof value.blobs?.count === 'number';
  if (!whole) throw damaged('has a manifest with fields missing');
  return value as Manifest;
}

/** Rows fit only tables of the same shape. */
export function assertSameSchema(
  backup: readonly AppliedMigration[],
  own: readonly AppliedMigration[],
): void {
  const same =
    backup.length === own.length &&
    backup.every(({ name, sha256 }, at) => own[at].name === name && own[at].sha256 === sha256);
  if (same) return;
  const step = (list: readonly AppliedMigration[]): string => list.at(-1)?.name ?? 'none';
  throw new LedgerError(
    'BACKUP_OTHER_VERSION',
    `The backup was made at schema step ${step(backup)}, and this Verdict is at ${step(own)}; restore it with the version that made it, then upgrade.`,
  );
}
