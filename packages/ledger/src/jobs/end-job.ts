import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Ledger } from '../ledger.ts';
import { backOffMs } from './back-off.ts';
import type { Job } from './job.ts';
import { keepableJson, keepableMessage } from './job-json.ts';
import { type JobStep, jobTransition } from './job-transition.ts';
import { type Ending, lockJob, writeStanding } from './jobs.store.ts';
import { jobUnknown } from './read-jobs.ts';

interface Held {
  readonly id: string;
  /** Of the holding that the job is ended by. */
  readonly token: string;
}

/** What a job found out is ids and a few numbers; the rest is in the record already. */
const maxResultBytes = 256 * 1024;

/**
 * With `work`, what the job is for and that it is done are one transaction: both are there or neither is, however
 * often workers die. Asked again with the same token it answers as the first time and does nothing.
 */
export async function finishJob(
  ledger: Ledger,
  { id, token, result, work }: Held & { result: unknown; work?: (inside: Ledger) => Promise<void> },
): Promise<Job> {
  const kept = keepableJson('result of the job', result, maxResultBytes);
  return endJob(ledger, { id, token }, { kind: 'finish' }, { result: kept, error: null }, work);
}

/** `canRetry` and attempts left: back into the queue, due after a back-off that `random` in [0, 1) spreads. */
export async function failJob(
  ledger: Ledger,
  {
    id,
    token,
    message,
    canRetry,
    random = Math.random(),
  }: Held & { message: string; canRetry: boolean; random?: number },
): Promise<Job> {
  const error = JSON.stringify({ message: keepableMessage(message) });
  return endJob(ledger, { id, token }, { kind: 'fail', canRetry }, { error }, undefined, random);
}

/** A worker that stops before the job is done, or gives way: it keeps its turn, and the attempt does not count. */
export async function returnJob(ledger: Ledger, held: Held): Promise<Job> {
  return endJob(ledger, held, { kind: 'return' }, {});
}

async function endJob(
  ledger: Ledger,
  { id, token }: Held,
  step: JobStep,
  ending: Ending,
  work: (inside: Ledger) => Promise<void> = async () => {},
  random = 0,
): Promise<Job> {
  return ledger.transaction(async (inside) => {
    const held = await lockJob(inside, id);
    if (!held) throw jobUnknown();
    const { job } = held;
    if (held.token !== token) throw leaseLost(job);
    const move = jobTransition(job, step);
    if ('refused' in move) {
      if (step.kind === 'finish' && job.state === 'done') return job;
      throw leaseLost(job);
    }
    if (step.kind === 'finish') await work(inside);
    const waitMs = step.kind === 'fail' ? backOffMs(job.attempts, random) : null;
    const ended = await writeStanding(inside, id, move.to, { ...ending, waitMs });
    await recordEvent(
      inside,
      { name: job.worker ?? 'worker', requestId: job.requestId },
      {
        action: actionOf(ended, step),
        subjectKind: 'job',
        subject: id,
        before: { state: job.state },
        after: { state: ended.state },
        detail: { kind: job.kind, attempt: job.attempts, ...(step.kind === 'fail' && ended.error) },
      },
    );
    return ended;
  });
}

function actionOf({ state }: Job, step: JobStep): string {
  if (state === 'queued') return step.kind === 'return' ? 'job.returned' : 'job.retried';
  return { done: 'job.done', failed: 'job.failed', cancelled: 'job.cancelled', running: 'job.claimed' }[
    state
  ];
}

/** Locks the job until the transaction ends. */
export async function assertHeld(inside: Ledger, { id, token }: Held): Promise<void> {
  const held = await lockJob(inside, id);
  if (!held) throw jobUnknown();
  if (held.token !== token || held.job.state !== 'running') throw leaseLost(held.job);
}

function leaseLost({ id, state }: Job): LedgerError {
  return new LedgerError(
    'LEASE_LOST',
    `The job ${id} is ${state} and no longer held by this worker; what it did for it does not count.`,
  );
}
