import { enqueueJob } from '../jobs/enqueue-job.ts';
import type { Ledger } from '../ledger.ts';
import { webhookKind } from './batch.ts';
import { lockUntold, markTold } from './batches.store.ts';

/**
 * Doubling from a second to ten minutes and then every ten minutes: eight hours in all, a night in which nobody looks
 * after the other side.
 */
const webhookAttempts = 60;

/**
 * Enqueues the telling of every batch that has ended, however it ended; in the transaction that remembers it, so once.
 * How many.
 */
export async function notifyBatches(ledger: Ledger): Promise<number> {
  for (let told = 0; ; told++) {
    const one = await ledger.transaction(async (inside) => {
      const untold = await lockUntold(inside);
      if (!untold) return false;
      const by = { name: untold.createdBy, requestId: untold.requestId };
      await enqueueJob(inside, by, {
        kind: webhookKind,
        input: { batch: untold.jobId },
        maxAttempts: webhookAttempts,
      });
      await markTold(inside, untold.jobId, inside.clock());
      return true;
    });
    if (!one) return told;
  }
}
