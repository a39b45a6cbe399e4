import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { throwIfAborted } from '../errors.ts';
import { type FileJob, type FileOrder, type FileOutcome, openFileWork } from './file-work.ts';

/** Some ten milliseconds of work, between two looks at the signal. */
const filesInOneGo = 200;

/** A thread is up after 50 ms, in which this one does a thousand files. */
const filesWorthThreads = 2000;

/** More at once than this only wait for the disk's journal. */
const mostThreads = 3;

export interface FileWorkOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onDone?: ((order: FileOrder, outcome: FileOutcome) => void) | undefined;
}

/**
 * Does one thing with many small files. Nearly all of the time goes into system calls, so that calls that wait
 * for each other (promises) would only add to it: each thread works through its share without, and whoever is
 * free takes the next two hundred. Outcomes are in the order of the orders.
 */
export async function doFileWork(
  job: FileJob,
  orders: readonly FileOrder[],
  options: FileWorkOptions = {},
): Promise<readonly FileOutcome[]> {
  const outcomes: FileOutcome[] = new Array(orders.length);
  let next = 0;
  const takeSome = () => {
    const first = next;
    next = Math.min(next + filesInOneGo, orders.length);
    return { first, some: orders.slice(first, next) };
  };
  const settle = (first: number, some: readonly FileOutcome[]) => {
    for (const [at, outcome] of some.entries()) {
      outcomes[first + at] = outcome;
      options.onDone?.(orders[first + at]!, outcome);
    }
  };

  const thread = async () => {
    const worker = new Worker(new URL('./file-thread.ts', import.meta.url), { workerData: job });
    try {
      while (next < orders.length && !options.signal?.aborted) {
        const { first, some } = takeSome();
        worker.postMessage(some);
        const [answer] = (await once(worker, 'message')) as [readonly FileOutcome[]];
        settle(first, answer);
      }
      const ended = once(worker, 'exit');
      worker.postMessage(null);
      await ended;
    } finally {
      await worker.terminate();
    }
  };
  const here = async () => {
    const work = openFileWork(job);
    try {
      while (next < orders.length) {
        await setImmediate();
        throwIfAborted(options.signal);
        const { first, some } = takeSome();
        settle(first, some.map(work.take));
      }
    } finally {
      work.close();
    }
  };

  const threads = orders.length < filesWorthThreads ? 0 : Math.min(availableParallelism() - 1, mostThreads);
  const ends = await Promise.allSettled([here(), ...Array.from({ length: threads }, thread)]);
  throwIfAborted(options.signal);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return outcomes;
}

/** What the system said on another thread, as an error again. */
export function outcomeError({ error }: FileOutcome): Error | undefined {
  return error && Object.assign(new Error(error.message), { code: error.code });
}
