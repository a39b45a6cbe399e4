import { Worker } from 'node:worker_threads';
import { DbError } from '../errors.ts';
import { quoted } from '../migrate.ts';
import { sqlError } from '../sql-error.ts';
import type { Lane, LaneSource, QueryOutcome } from '../store.ts';
import type { FromStore, ToStore } from './protocol.ts';

type Request = ToStore extends infer Message
  ? Message extends unknown
    ? Omit<Message, 'id'>
    : never
  : never;

/**
 * PGlite in a thread of its own: a query takes the time that it takes without holding up whoever answers requests.
 * It has one connection, so a lane is held by one user at a time and the others queue up in order.
 */
export async function openEmbedded(folder: string | null): Promise<LaneSource> {
  const thread = new Worker(new URL('./store-thread.ts', import.meta.url), { workerData: { folder } });
  const waiting = new Map<
    number,
    { resolve: (outcome: QueryOutcome) => void; reject: (error: Error) => void }
  >();
  let lastId = 0;
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  thread.on('message', (message: FromStore) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'done') asked?.resolve(message);
    else asked?.reject(sqlError(message.error));
  });
  thread.on('error', (cause) =>
    end(new DbError('STORE_UNREADABLE', 'The embedded store failed.', { cause })),
  );
  thread.on('exit', () => end(new DbError('STORE_UNREADABLE', 'The embedded store is closed.')));
  const ask = (request: Request): Promise<QueryOutcome> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      thread.postMessage({ ...request, id });
    });

  let path: string | null = null;
  let tail: Promise<void> = Promise.resolve();
  const lane = async (schema: string): Promise<Lane> => {
    const before = tail;
    let release = (): void => {};
    tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    try {
      if (path !== schema) await ask({ kind: 'script', sql: `set search_path to ${quoted(schema)}` });
      path = schema;
    } catch (error) {
      release();
      throw error;
    }
    return {
      query: async (sql, parameters) => ask({ kind: 'query', sql, parameters }),
      script: async (sql) => {
        await ask({ kind: 'script', sql });
      },
      release,
    };
  };

  await ask({ kind: 'script', sql: 'select 1' });
  return {
    kind: 'embedded',
    lane,
    close: async () => {
      await tail;
      if (!ended) await ask({ kind: 'close' });
      await thread.terminate();
    },
  };
}
