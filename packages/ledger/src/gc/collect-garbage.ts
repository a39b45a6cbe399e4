import { isForeignKeyViolation } from '@verdict/db';
import type { StoredBlob } from '../blobs/blob-store.ts';
import { lockBlob } from '../blobs/blobs.store.ts';
import { removeUnrecordedBlob } from '../blobs/remove-unrecorded-blob.ts';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { type Candidate, deleteBlobRow, selectCandidates, selectRecorded } from './garbage.store.ts';

export interface CollectOptions {
  /** Counts what would go and removes nothing. */
  readonly dryRun: boolean;
  /** What was kept later than this long ago stays: bytes are kept before the row that refers to them. */
  readonly olderThanMs: number;
  readonly signal?: AbortSignal;
}

export interface CollectedGarbage {
  readonly dryRun: boolean;
  readonly blobs: number;
  readonly bytes: number;
}

/** Rows looked at in one query. */
const pageRows = 500;

/**
 * Removes the bytes that nothing on record refers to: first those with a row, then those that never got one.
 *
 * A row goes in a transaction of its own, in which the foreign keys refuse if somebody refers to it meanwhile; the bytes
 * go afterwards, under the lock of their hash and only if there is still no row. `keepBlob` publishes bytes and writes
 * their row under that same lock. So whoever keeps them again comes before, and they stay, or after, and puts them
 * there again. Whatever dies in between leaves bytes without a row, never a row without bytes.
 */
export async function collectGarbage(
  ledger: Ledger,
  by: Actor,
  { dryRun, olderThanMs, signal }: CollectOptions,
): Promise<CollectedGarbage> {
  if (!Number.isFinite(olderThanMs) || olderThanMs < 0) {
    throw new LedgerError('VALUE_INVALID', 'The age from which bytes are garbage is a number of 0 or more.');
  }
  const keptBeforeMs = Math.floor(ledger.clock() - olderThanMs);
  let blobs = 0;
  let bytes = 0;
  const count = (blob: Candidate): void => {
    blobs++;
    bytes += blob.bytes;
  };
  for await (const blob of unreferenced(ledger, keptBeforeMs)) {
    signal?.throwIfAborted();
    if (dryRun || (await dropRow(ledger, blob.sha256, keptBeforeMs))) {
      if (!dryRun) await removeUnrecordedBlob(ledger, blob.sha256);
      count(blob);
    }
  }
  for await (const blob of unrecorded(ledger, keptBeforeMs)) {
    signal?.throwIfAborted();
    if (dryRun || (await removeUnrecordedBlob(ledger, blob.sha256))) count(blob);
  }
  if (!dryRun && blobs > 0) {
    await ledger.transaction((inside) =>
      recordEvent(inside, by, {
        action: 'blobs.collected',
        subjectKind: 'blobs',
        subject: 'garbage',
        detail: { blobs, bytes, olderThanMs },
      }),
    );
  }
  return { dryRun, blobs, bytes };
}

async function dropRow(ledger: Ledger, sha256: string, keptBeforeMs: number): Promise<boolean> {
  try {
    return await ledger.transaction(async (inside) => {
      await lockBlob(inside, sha256);
      return deleteBlobRow(inside.sql, sha256, keptBeforeMs);
    });
  } catch (error) {
    if (isForeignKeyViolation(error)) return false;
    throw error;
  }
}

async function* unreferenced(ledger: Ledger, keptBeforeMs: number): AsyncGenerator<Candidate> {
  let after = '';
  for (;;) {
    const page = await selectCandidates(ledger.sql, { keptBeforeMs, after, count: pageRows });
    yield* page;
    if (page.length < pageRows) return;
    after = page[page.length - 1].sha256;
  }
}

/** Bytes in the store without a row: of an upload that died, or of one that is just about to write it. */
async function* unrecorded(ledger: Ledger, keptBeforeMs: number): AsyncGenerator<Candidate> {
  let some: StoredBlob[] = [];
  const withoutRow = async (): Promise<StoredBlob[]> => {
    const recorded = await selectRecorded(
      ledger.sql,
      some.map(({ sha256 }) => sha256),
    );
    const left = some.filter(({ sha256 }) => !recorded.has(sha256));
    some = [];
    return left;
  };
  for await (const blob of ledger.blobs.list()) {
    if (blob.storedMs >= keptBeforeMs) continue;
    some.push(blob);
    if (some.length === pageRows) yield* await withoutRow();
  }
  yield* await withoutRow();
}
