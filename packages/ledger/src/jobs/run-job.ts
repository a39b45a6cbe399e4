import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { assertHeld, failJob, finishJob, returnJob } from './end-job.ts';
import type { Job, JobProgress } from './job.ts';
import { renewLease } from './renew-lease.ts';

export interface JobContext {
  readonly jobId: string;
  /** 1 the first time. */
  readonly attempt: number;
  /** Who asked for it, and in which request. */
  readonly createdBy: string;
  readonly requestId: string | null;
  /** Aborted when it was cancelled, when the lease is lost, and when the worker stops. */
  readonly signal: AbortSignal;
  /** Kept with the next renewal of the lease. */
  readonly progress: (stage: string, fraction: number) => void;
  /** What is to be on record exactly if the job is done: run in the transaction that ends it. */
  readonly atEnd: (work: (inside: Ledger) => Promise<void>) => void;
  /** A transaction in which nobody else can have the job; LEASE_LOST where this worker no longer holds it. */
  readonly whileHeld: <Result>(work: (inside: Ledger) => Promise<Result>) => Promise<Result>;
}

/** Thrown by a handler to put its job back into the queue, for others to go first; what it has done so far stays. */
export class GivesWay extends Error {
  constructor() {
    super('The job gives way to a more urgent one.');
    this.name = 'GivesWay';
  }
}

/** Resolves with the job's result; rejects with an error whose `canRetry`, if it is false, ends the job at once. */
export type JobHandler = (input: unknown, context: JobContext) => Promise<unknown>;

/** How a worker came to hold a job no longer: what a log line says. */
export interface JobOutcome {
  readonly jobId: string;
  readonly kind: string;
  readonly attempt: number;
  readonly durationMs: number;
  /** `returned`: given back by a worker that stops, or gives way. `lost`: another has it, or it ended without this worker. */
  readonly outcome: 'done' | 'failed' | 'retried' | 'cancelled' | 'returned' | 'lost';
  readonly error: unknown;
  readonly requestId: string | null;
}

export interface JobRun {
  readonly job: Job;
  readonly token: string;
  readonly handler: JobHandler;
  readonly leaseMs: number;
  readonly haltMs: number;
  /** The worker stops. */
  readonly halt: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
}

type Stop = 'cancel' | 'lost' | 'halt';

/** One holding of one job, from the claim to its end. Never rejects. */
export async function runJob(ledger: Ledger, run: JobRun): Promise<JobOutcome> {
  const { job, token, handler, leaseMs, haltMs, halt, onTrouble } = run;
  const startedAt = performance.now();
  const abort = new AbortController();
  const over = new AbortController();
  let stop: Stop | null = null;
  let progress: JobProgress | null = null;
  let atEnd: ((inside: Ledger) => Promise<void>) | undefined;
  const ask = (why: Stop): void => {
    stop ??= why;
    abort.abort(new Error(reasons[why]));
  };
  const onHalt = (): void => ask('halt');
  if (halt.aborted) onHalt();
  halt.addEventListener('abort', onHalt, { once: true });

  const renewing = renew(ledger, {
    id: job.id,
    token,
    leaseMs,
    takeProgress: () => {
      const said = progress;
      progress = null;
      return said;
    },
    ask,
    over: over.signal,
    onTrouble,
  });

  const work = (async (): Promise<End> => {
    try {
      const result = await handler(job.input, {
        jobId: job.id,
        attempt: job.attempts,
        createdBy: job.createdBy,
        requestId: job.requestId,
        signal: abort.signal,
        progress: (stage, fraction) => {
          progress = { stage: stage.slice(0, 100), fraction: Math.min(1, Math.max(0, fraction || 0)) };
        },
        atEnd: (wanted) => {
          atEnd = wanted;
        },
        whileHeld: (wanted) =>
          ledger.transaction(async (inside) => {
            await assertHeld(inside, { id: job.id, token });
            return wanted(inside);
          }),
      });
      return { kind: 'result', result };
    } catch (error) {
      return { kind: 'error', error };
    }
  })();

  const end = await Promise.race([work, whenDeaf(abort.signal, haltMs, over.signal)]);
  let written: Written;
  try {
    written = await writeEnd(ledger, { job, token, end, stop, atEnd, leaseMs, onTrouble });
  } finally {
    over.abort();
    halt.removeEventListener('abort', onHalt);
    // A handler that went on regardless must not go on believing that it is wanted.
    abort.abort(new Error(reasons.lost));
    await renewing;
  }
  return {
    jobId: job.id,
    kind: job.kind,
    attempt: job.attempts,
    durationMs: performance.now() - startedAt,
    requestId: job.requestId,
    ...written,
  };
}

const reasons: Readonly<Record<Stop, string>> = {
  cancel: 'The job was cancelled.',
  lost: 'The job is no longer held by this worker.',
  halt: 'The worker stops.',
};

type End =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'deaf' };

/** Resolves when a handler that was asked to stop has not, for so long that one goes on without it. */
async function whenDeaf(asked: AbortSignal, haltMs: number, over: AbortSignal): Promise<End> {
  if (!asked.aborted) {
    await new Promise<void>((resolve) => asked.addEventListener('abort', () => resolve(), { once: true }));
  }
  await sleep(haltMs, undefined, { signal: over }).catch(() => {});
  return { kind: 'deaf' };
}

interface Renewing {
  readonly id: string;
  readonly token: string;
  readonly leaseMs: number;
  readonly takeProgress: () => JobProgress | null;
  readonly ask: (why: Stop) => void;
  readonly over: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
}

/** How late the record has a job's progress, and the job that it was cancelled: one update of one row a second. */
const longestPulseMs = 1000;

/**
 * Three renewals a lease at least. While the record does not answer, the lease goes on for as long as it was granted, counted
 * on a clock that nobody sets; after that another worker may have the job, and this one stops.
 */
async function renew(
  ledger: Ledger,
  { over, takeProgress, ask, onTrouble, ...lease }: Renewing,
): Promise<void> {
  let grantedAt = performance.now();
  for (;;) {
    await sleep(Math.min(lease.leaseMs / 3, longestPulseMs), undefined, { signal: over }).catch(() => {});
    if (over.aborted) return;
    const askedAt = performance.now();
    try {
      const answer = await renewLease(ledger, { ...lease, progress: takeProgress() });
      if (answer === 'lost') return ask('lost');
      if (answer === 'cancel') ask('cancel');
      grantedAt = askedAt;
    } catch (error) {
      onTrouble(error);
      if (performance.now() - grantedAt > lease.leaseMs) return ask('lost');
    }
  }
}

interface Written {
  readonly outcome: JobOutcome['outcome'];
  readonly error: unknown;
}

interface Writing {
  readonly job: Job;
  readonly token: string;
  readonly end: End;
  readonly stop: Stop | null;
  readonly atEnd: ((inside: Ledger) => Promise<void>) | undefined;
  readonly leaseMs: number;
  readonly onTrouble: (error: unknown) => void;
}

/** As long as the record does not answer it is asked again: what was computed in an hour is worth a minute's wait. */
async function writeEnd(ledger: Ledger, writing: Writing): Promise<Written> {
  const givesUpAt = performance.now() + 2 * writing.leaseMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeEndOnce(ledger, writing);
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'LEASE_LOST') return { outcome: 'lost', error };
      if (!canRetry(error, false) || performance.now() > givesUpAt) {
        if (writing.end.kind !== 'result') return { outcome: 'lost', error };
        // The end itself was refused, such as a result that cannot be kept: that is how the job failed.
        return writeEnd(ledger, { ...writing, end: { kind: 'error', error } });
      }
      writing.onTrouble(error);
      await sleep(Math.min(100 * 2 ** attempt, writing.leaseMs / 3));
    }
  }
}

async function writeEndOnce(ledger: Ledger, { job, token, end, stop, atEnd }: Writing): Promise<Written> {
  const held = { id: job.id, token };
  if (end.kind === 'result') {
    await finishJob(ledger, { ...held, result: end.result, ...(atEnd && { work: atEnd }) });
    return { outcome: 'done', error: null };
  }
  const error = end.kind === 'error' ? end.error : new Error('The job did not stop when it was asked to.');
  if (stop === 'lost') return { outcome: 'lost', error };
  const back = stop === 'halt' || error instanceof GivesWay;
  const after = back
    ? await returnJob(ledger, held)
    : await failJob(ledger, {
        ...held,
        message: error instanceof Error ? error.message : String(error),
        canRetry: canRetry(error, true),
      });
  if (after.state === 'cancelled') return { outcome: 'cancelled', error: null };
  if (after.state === 'failed') return { outcome: 'failed', error };
  return { outcome: back ? 'returned' : 'retried', error };
}

/** Errors of ours say whether a retry can help; of others it is assumed for what a job did, and not for a write. */
function canRetry(error: unknown, otherwise: boolean): boolean {
  const said = (error as { canRetry?: unknown } | null)?.canRetry;
  return typeof said === 'boolean' ? said : otherwise;
}
