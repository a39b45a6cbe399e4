import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { FromStore, StoreFailure, ToStore } from './protocol.ts';

const { folder } = workerData as { readonly folder: string | null };
const answer = (message: FromStore): void => parentPort?.postMessage(message);

const opening = PGlite.create(folder === null ? {} : { dataDir: folder });
// Whoever asks is told; a failure to open must not end the thread before that.
opening.catch(() => {});

parentPort?.on('message', async (message: ToStore) => {
  try {
    const db = await opening;
    if (message.kind === 'close') await db.close();
    else if (message.kind === 'script') await db.exec(message.sql);
    else {
      const { rows, affectedRows } = await db.query(message.sql, [...message.parameters]);
      answer({ id: message.id, kind: 'done', rows, affected: affectedRows ?? null });
      return;
    }
    answer({ id: message.id, kind: 'done', rows: [], affected: null });
  } catch (error) {
    answer({ id: message.id, kind: 'failed', error: failureOf(error) });
  }
});

function failureOf(error: unknown): StoreFailure {
  const { message, code, constraint, detail } = error as Partial<StoreFailure>;
  return { message: message ?? String(error), code, constraint, detail };
}
