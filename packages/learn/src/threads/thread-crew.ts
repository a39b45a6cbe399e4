import { availableParallelism } from 'node:os';
import { setImmediate as immediately } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Crew, Task } from '../crew.ts';
import { LearnError, type LearnErrorCode } from '../errors.ts';
import { sharedMemory } from './shared-memory.ts';

export interface ThreadCrew extends Crew {
  /** Idempotent. Work under way is given up. */
  readonly close: () => Promise<void>;
}

export interface Reply {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: { readonly code: LearnErrorCode | null; readonly message: string };
}

interface Pending {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Work on typed arrays makes few objects; V8's default of 48 MB a thread would only stay mapped. */
const youngGenerationMb = 8;

/**
 * Worker threads that share memory. The calling thread works as well: a crew of two is one worker and the
 * caller, so that two cores have two threads to run and one isolate less to pay for.
 */
export function threadCrew(options: { size?: number; signal?: AbortSignal } = {}): ThreadCrew {
  const size = Math.max(1, options.size ?? Math.min(8, availableParallelism()));
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const shouldStop = (): boolean => Atomics.load(stop, 0) === 1 || options.signal?.aborted === true;
  const tellWorkers = () => Atomics.store(stop, 0, 1);
  if (options.signal?.aborted) tellWorkers();
  else options.signal?.addEventListener('abort', tellWorkers, { once: true });
  const context = { allocate: sharedMemory, shouldStop };

  const pending = new Map<number, Pending>();
  let posted = 0;
  let running = 0;
  // A worker that is gone answers nothing more: whoever waits, now or later, must be told.
  let gone: Error | null = null;
  const giveUp = (error: Error): void => {
    gone ??= error;
    for (const waiting of pending.values()) waiting.reject(error);
    pending.clear();
  };
  const workers = Array.from({ length: size - 1 }, () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { stop },
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    worker.unref();
    worker.on('message', (reply: Reply) => {
      const waiting = pending.get(reply.id);
      pending.delete(reply.id);
      if (reply.error) waiting?.reject(revive(reply.error));
      else waiting?.resolve(reply.output);
    });
    worker.on('error', giveUp);
    return worker;
  });

  const post = <Output>(worker: Worker, name: string, input: unknown) =>
    new Promise<Output>((resolve, reject) => {
      const id = posted++;
      pending.set(id, { resolve: resolve as (output: unknown) => void, reject });
      worker.postMessage({ id, name, input });
    });

  const run = async <Input, Output>(
    { name, work }: Task<Input, Output>,
    inputs: Iterable<Input>,
    onDone?: () => void,
  ): Promise<Output[]> => {
    const outputs: Output[] = [];
    // A worker that is done waits until this thread has done its own piece and hears of it, so it has one more at
    // hand; unless there are so few that this thread would have none.
    const ahead = Array.isArray(inputs) ? Math.max(1, Math.min(2, Math.floor(inputs.length / size))) : 2;
    const waiting = inputs[Symbol.iterator]();
    let taken = 0;
    let failed = false;
    const serve = async (answer: (input: Input) => Promise<Output>): Promise<void> => {
      while (!failed) {
        const index = taken++;
        const { done, value } = waiting.next();
        if (done) return;
        try {
          outputs[index] = await answer(value);
        } catch (error) {
          failed = true;
          throw error;
        }
        onDone?.();
      }
    };
    if (gone) throw gone;
    // Threads keep the process alive while somebody waits for them, and not otherwise.
    running++;
    for (const worker of workers) worker.ref();
    const settled = await Promise.allSettled([
      ...workers.flatMap((worker) =>
        Array.from({ length: ahead }, () => serve((input) => post<Output>(worker, name, input))),
      ),
      serve(async (input) => {
        const output = work(input, context);
        // Workers' replies wait in the event loop; without a turn of it this thread would take all that is left.
        await immediately();
        return output;
      }),
    ]);
    if (--running === 0) for (const worker of workers) worker.unref();
    const failure = settled.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
    return outputs;
  };

  let closing: Promise<void> | null = null;
  return {
    size,
    allocate: sharedMemory,
    run,
    close: () => {
      giveUp(new LearnError('STOPPED', 'The threads were closed; open new ones to go on.'));
      closing ??= Promise.all(workers.map((worker) => worker.terminate())).then(() => {});
      return closing;
    },
  };
}

function revive(error: NonNullable<Reply['error']>): Error {
  return error.code ? new LearnError(error.code, error.message) : new Error(error.message);
}
