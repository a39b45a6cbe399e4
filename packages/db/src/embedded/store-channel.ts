import { Worker } from 'node:worker_threads';
import { DbError } from '../errors.ts';
import { sqlError } from '../sql-error.ts';
import type { QueryOutcome } from '../store.ts';
import { diskFull, isDiskFull } from './disk-full.ts';
import type { FromStore, StoreFailure, StoreRequest, StoreThreadData } from './protocol.ts';

/** Questions to the thread that holds the store, and its answers in any order. */
export interface StoreChannel {
  readonly ask: (request: StoreRequest) => Promise<QueryOutcome>;
  /** From then on every question is refused with `why`. */
  readonly end: (why: DbError) => Promise<void>;
  /** Ends the thread as a fault in it would. */
  readonly kill: () => Promise<void>;
}

interface Asked {
  readonly resolve: (outcome: QueryOutcome) => void;
  readonly reject: (error: Error) => void;
}

export function openChannel(data: StoreThreadData): StoreChannel {
  const thread = new Worker(new URL('./store-thread.ts', import.meta.url), { workerData: data });
  const waiting = new Map<number, Asked>();
  let lastId = 0;
  let ended: DbError | null = null;
  const end = (why: DbError): void => {
    ended ??= why;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  thread.on('message', (message: FromStore) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'done') {
      asked?.resolve(message);
      return;
    }
    const error = errorOf(message.error);
    asked?.reject(error);
    // After a panic no answer of the store can be relied on, where one comes at all.
    if (message.error.severity === 'PANIC') {
      end(error instanceof DbError ? error : died(error));
      void thread.terminate();
    }
  });
  thread.on('error', (cause) => end(died(cause)));
  thread.on('exit', () => end(died()));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        try {
          thread.postMessage({ ...request, id });
        } catch (cause) {
          // A parameter that no thread can be sent, such as a function.
          waiting.delete(id);
          reject(sqlError({ message: (cause as Error).message, code: '22023' }, cause));
        }
      }),
    end: async (why) => {
      end(why);
      await thread.terminate();
    },
    kill: async () => {
      await thread.terminate();
    },
  };
}

function errorOf(failure: StoreFailure): Error {
  return isDiskFull(failure.code) ? diskFull(failure.message) : sqlError(failure);
}

function died(cause?: unknown): DbError {
  return new DbError(
    'STORE_UNREADABLE',
    'The embedded store has ended unexpectedly; start Verdict again. What was acknowledged is kept.',
    { cause },
  );
}
