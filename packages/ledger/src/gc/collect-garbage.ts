import { isForeignKeyViolation } from '@verdict/db';
import type { StoredBlob } from '../blobs/blob-store.ts';
import { lockBlob } from '../blobs/blobs.store.ts';
import { removeUnrecordedBlob } from '../blobs/remove-unrecorded-blob.ts';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { countDeletedSince } from './deleted.store.ts';
import { type Candidate, deleteBlobRow, selectCandidates, selectRecorded } from './garbage.store.ts';
import { type RemovedDeleted, removeDeleted } from './remove-deleted.ts';

export interface CollectOptions {
  /** Counts what would go and removes nothing. */
  readonly dryRun: boolean;
  /** What was kept later than this long ago stays: bytes are kept before the row that refers to them. */
  readonly olderThanMs: number;
  /** Runs, experiments and logged models that were deleted this long ago go for good; without it only bytes go. */
  readonly deletedForMs?: number;
  readonly signal?: AbortSignal;
}

export interface CollectedGarbage extends RemovedDeleted {
  readonly dryRun: boolean;
  readonly blobs: number;
  readonly bytes: number;
  /** Runs, experiments and logged models that are deleted, and not yet long enough. */
  readonly waiting: number;
}

/** Rows looked at in one query. */
const pageRows = 500;

/**
 * Removes what was deleted long ago, then the bytes that nothing on record refers to: first those with a row, then those that never got one.
 *
 * A row goes in a transaction of its own, in which the foreign keys refuse if somebody refers to it meanwhile; the bytes
 * go afterwards, under the lock of their hash and only if there is still no row. `keepBlob` publishes bytes and writes
 * their row under that same lock. So whoever keeps them again comes before, and they stay, or after, and puts them
 * there again. Whatever dies in between leaves bytes without a row, never a row without bytes.
 */
export async function collectGarbage(
  ledger: Ledger,
  by: Actor,
  { dryRun, olderThanMs, deletedForMs, signal }: CollectOptions,
): Promise<CollectedGarbage> {
  assertAge('bytes are garbage', olderThanMs);
  if (deletedForMs !== undefined) assertAge('what is deleted goes for good', deletedForMs);
  const now = ledger.clock();
  const ages: Ages = {
    keptBeforeMs: Math.floor(now - olderThanMs),
    deletedBeforeMs: deletedForMs === undefined ? null : Math.floor(now - deletedForMs),
  };
  const collected = dryRun
    ? await rehearse(ledger, (inside) => collect(inside, by, ages, { dryRun, signal }))
    : await collect(ledger, by, ages, { dryRun, signal });
  for await (const blob of unrecorded(ledger, ages.keptBeforeMs)) {
    signal?.throwIfAborted();
    if (dryRun || (await removeUnrecordedBlob(ledger, blob.sha256))) count(collected, blob);
  }
  const { blobs, bytes } = collected;
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
  return { dryRun, ...collected };
}

interface Ages {
  readonly keptBeforeMs: number;
  readonly deletedBeforeMs: number | null;
}

type Collected = Omit<CollectedGarbage, 'dryRun' | 'blobs' | 'bytes'> & { blobs: number; bytes: number };

const nothingDeleted: RemovedDeleted = { runs: 0, loggedModels: 0, experiments: 0, kept: [], keptTotal: 0 };

/** What is on record, and the bytes whose rows go; called inside a transaction that is rolled back, it counts them. */
async function collect(
  ledger: Ledger,
  by: Actor,
  { keptBeforeMs, deletedBeforeMs }: Ages,
  { dryRun, signal }: { readonly dryRun: boolean; readonly signal: AbortSignal | undefined },
): Promise<Collected> {
  const removed =
    deletedBeforeMs === null ? nothingDeleted : await removeDeleted(ledger, by, { deletedBeforeMs, signal });
  const waiting = deletedBeforeMs === null ? 0 : await countDeletedSince(ledger.sql, deletedBeforeMs);
  const collected: Collected = { ...removed, waiting, blobs: 0, bytes: 0 };
  for await (const blob of unreferenced(ledger, keptBeforeMs)) {
    signal?.throwIfAborted();
    if (dryRun) count(collected, blob);
    else if (await dropRow(ledger, blob.sha256, keptBeforeMs)) {
      await removeUnrecordedBlob(ledger, blob.sha256);
      count(collected, blob);
    }
  }
  return collected;
}

function count(collected: Collected, { bytes }: Candidate): void {
  collected.blobs++;
  collected.bytes += bytes;
}

/**
 * What `work` would give, with nothing of it done: it happens in a transaction, which is then taken back. What is
 * deleted in it waits for it; on the embedded store everybody does.
 */
async function rehearse<Result>(ledger: Ledger, work: (inside: Ledger) => Promise<Result>): Promise<Result> {
  const takenBack: { readonly result: Result }[] = [];
  try {
    await ledger.transaction(async (inside) => {
      takenBack.push({ result: await work(inside) });
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  return takenBack[0].result;
}

function assertAge(what: string, ageMs: number): void {
  if (Number.isFinite(ageMs) && ageMs >= 0) return;
  throw new LedgerError('VALUE_INVALID', `The age from which ${what} is a number of 0 or more.`);
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
