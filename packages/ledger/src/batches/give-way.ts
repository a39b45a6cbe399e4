import { moreUrgentJob } from '../jobs/jobs.store.ts';
import type { Ledger } from '../ledger.ts';
import { batchKind } from './batch.ts';

/** Whether another batch waits that would be taken before this one, if this one were in the queue. */
export async function shouldGiveWay(ledger: Ledger, jobId: string): Promise<boolean> {
  return moreUrgentJob(ledger, jobId, batchKind);
}
