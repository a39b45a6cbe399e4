import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import type { Job } from './job.ts';
import { jobTransition } from './job-transition.ts';
import { lockJob, writeStanding } from './jobs.store.ts';
import { jobUnknown } from './read-jobs.ts';

/** A queued job is cancelled at once; a running one is asked to stop, and is cancelled when its worker has. */
export async function cancelJob(ledger: Ledger, by: Actor, id: string): Promise<Job> {
  return ledger.transaction(async (inside) => {
    const held = await lockJob(inside, id);
    if (!held) throw jobUnknown();
    const { job } = held;
    const move = jobTransition(job, { kind: 'cancel' });
    if ('refused' in move) {
      throw new LedgerError(
        'JOB_FINISHED',
        `The job ${job.id} is ${job.state}; there is nothing left to cancel.`,
      );
    }
    if (!move.changed) return job;
    const after = await writeStanding(inside, id, move.to);
    await recordEvent(inside, by, {
      action: after.state === 'cancelled' ? 'job.cancelled' : 'job.cancel_asked',
      subjectKind: 'job',
      subject: id,
      before: { state: job.state },
      after: { state: after.state },
      detail: { kind: job.kind },
    });
    return after;
  });
}
