import { randomUUID } from 'node:crypto';
import type { Ledger } from '../ledger.ts';
import { createBell } from './bell.ts';
import { claimJob } from './claim-job.ts';
import { type JobHandler, type JobOutcome, runJob } from './run-job.ts';

export interface WorkerOptions {
  /** For people: `worker:host-4711`. */
  readonly worker: string;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** Jobs at once; default 1. */
  readonly concurrency?: number;
  readonly leaseMs?: number;
  readonly pollMs?: number;
  /** How long `stop` lets jobs go on before it asks them to stop. */
  readonly graceMs?: number;
  /** How long a job that was asked to stop may take until it is given back without it. */
  readonly haltMs?: number;
  /** For every job that this worker no longer has, and how that came. */
  readonly onOutcome?: (outcome: JobOutcome) => void;
  /** The record did not answer; the worker tries again. */
  readonly onTrouble?: (error: unknown) => void;
  readonly signal?: AbortSignal;
}

export interface JobWorker {
  /** Looks for work at once: call it after a job was enqueued in this process. */
  readonly wake: () => void;
  /** Takes no more jobs, and resolves when it holds none. Idempotent. */
  readonly stop: () => Promise<void>;
}

/** A dead worker's job waits this long; a live one renews many times meanwhile. */
const usualLeaseMs = 30_000;
/** What another process enqueues is seen this soon; asking costs an idle database two look-ups in small indexes. */
const usualPollMs = 1000;
const usualGraceMs = 2000;
const usualHaltMs = 5000;

/** Takes jobs of the kinds it has handlers for, one after the other or several at once, until it is stopped. */
export function runWorker(ledger: Ledger, options: WorkerOptions): JobWorker {
  const {
    worker,
    handlers,
    concurrency = 1,
    leaseMs = usualLeaseMs,
    pollMs = usualPollMs,
    graceMs = usualGraceMs,
    haltMs = usualHaltMs,
    onOutcome = () => {},
    onTrouble = () => {},
    signal,
  } = options;
  const kinds = Object.keys(handlers);
  const bell = createBell();
  const running = new Set<Promise<void>>();
  const halt = new AbortController();
  let stopping = false;

  const take = async (): Promise<boolean> => {
    const token = randomUUID();
    const job = await claimJob(ledger, { worker, kinds, leaseMs, token });
    const handler = job && handlers[job.kind];
    if (!handler) return false;
    const done = runJob(ledger, { job, token, handler, leaseMs, haltMs, halt: halt.signal, onTrouble }).then(
      (outcome) => {
        running.delete(done);
        onOutcome(outcome);
        bell.ring();
      },
    );
    running.add(done);
    return true;
  };

  const loop = async (): Promise<void> => {
    while (!stopping) {
      if (running.size >= concurrency) {
        await bell.wait();
        continue;
      }
      const took = await take().catch((error: unknown) => {
        onTrouble(error);
        return false;
      });
      if (!took && !stopping) await bell.wait(pollMs);
    }
  };
  const looping = loop();

  const end = async (): Promise<void> => {
    stopping = true;
    bell.ring();
    await looping;
    const timer = setTimeout(() => halt.abort(new Error('The worker stops.')), graceMs);
    await Promise.all(running);
    clearTimeout(timer);
  };
  let ended: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ended ??= end();
    return ended;
  };
  if (signal?.aborted) void stop();
  else signal?.addEventListener('abort', () => void stop(), { once: true });
  return { wake: bell.ring, stop };
}
