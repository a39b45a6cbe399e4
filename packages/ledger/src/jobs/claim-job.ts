import { recordEvent } from '../events/record-event.ts';
import type { Ledger } from '../ledger.ts';
import type { Job } from './job.ts';
import { jobTransition } from './job-transition.ts';
import { lockDeserted, lockQueued, writeClaim, writeStanding } from './jobs.store.ts';

export interface Claim {
  /** Name of the worker, for people: `worker:host-4711`. */
  readonly worker: string;
  readonly kinds: readonly string[];
  readonly leaseMs: number;
  /** A random name of this one holding; whoever cannot show it can neither renew nor end. */
  readonly token: string;
}

/**
 * The next job for a worker: first one whose worker has gone, then the first in the queue. One that was deserted on
 * its last attempt is failed in passing, and one that was to be cancelled is cancelled.
 */
export async function claimJob(ledger: Ledger, claim: Claim): Promise<Job | null> {
  if (claim.kinds.length === 0) return null;
  for (;;) {
    const claimed = await ledger.transaction((inside) => claimOne(inside, claim));
    if (claimed !== 'next') return claimed;
  }
}

async function claimOne(ledger: Ledger, claim: Claim): Promise<Job | null | 'next'> {
  const job = (await lockDeserted(ledger, claim.kinds)) ?? (await lockQueued(ledger, claim.kinds));
  if (!job) return null;
  const move = jobTransition(job, { kind: 'claim' });
  // Locked and selected by state: nothing else can come.
  if ('refused' in move) return 'next';
  if (move.to.state === 'running') return writeClaim(ledger, job.id, move.to, claim);

  const message = `The worker ${job.worker} was gone before the job was done, on attempt ${job.attempts} of ${job.maxAttempts}.`;
  const failed = move.to.state === 'failed';
  await writeStanding(ledger, job.id, move.to, failed ? { error: JSON.stringify({ message }) } : {});
  await recordEvent(
    ledger,
    { name: claim.worker, requestId: job.requestId },
    {
      action: failed ? 'job.failed' : 'job.cancelled',
      subjectKind: 'job',
      subject: job.id,
      before: { state: job.state },
      after: { state: move.to.state },
      detail: { kind: job.kind, attempt: job.attempts, ...(failed && { message }) },
    },
  );
  return 'next';
}
