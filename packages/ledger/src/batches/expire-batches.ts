import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { deleteBatchJob, selectExpired } from './batches.store.ts';

export interface ExpireOptions {
  /** Batches that ended longer ago go. */
  readonly olderThanMs: number;
  readonly signal?: AbortSignal;
}

/** One transaction a batch: its parts go with it, hundreds of rows. */
const atOnce = 100;

/** Removes finished batches with their results; the bytes go with the next collection of garbage. How many. */
export async function expireBatches(
  ledger: Ledger,
  by: Actor,
  { olderThanMs, signal }: ExpireOptions,
): Promise<number> {
  const beforeMs = ledger.clock() - olderThanMs;
  let removed = 0;
  for (;;) {
    const expired = await selectExpired(ledger, beforeMs, atOnce);
    for (const jobId of expired) {
      signal?.throwIfAborted();
      const gone = await ledger.transaction(async (inside) => {
        if (!(await deleteBatchJob(inside, jobId))) return false;
        await recordEvent(inside, by, { action: 'batch.expired', subjectKind: 'job', subject: jobId });
        return true;
      });
      if (gone) removed++;
    }
    if (expired.length < atOnce) return removed;
  }
}
