import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, protocol } from '@electric-sql/pglite';
import { int8ListOf, int8Type, listOfInt8Type } from '../int8.ts';
import { rolledBack } from '../rolled-back.ts';
import type { FromStore, StoreFailure, StoreThreadData, ToStore } from './protocol.ts';

const { folder, image } = workerData as StoreThreadData;
const answer = (message: FromStore): void => parentPort?.postMessage(message);

const opening = open();
// Whoever asks is told; a failure to open must not end the thread before that.
opening.catch(() => {});

async function open(): Promise<PGlite> {
  return PGlite.create({
    ...(folder !== null && { dataDir: folder }),
    ...(image !== null && { loadDataDir: new Blob([await readFile(image)]) }),
    parsers: { [int8Type]: Number, [listOfInt8Type]: int8ListOf },
  });
}

parentPort?.on('message', async (message: ToStore) => {
  try {
    const db = await opening;
    if (message.kind === 'close') await db.close();
    else if (message.kind === 'commit') await commit(db);
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

/** A commit after a statement that failed ends in a rollback, which PostgreSQL does not call an error. */
async function commit(db: PGlite): Promise<void> {
  const { messages } = await db.runExclusive(() => db.execProtocol(protocol.serialize.query('commit')));
  const isRolledBack = messages.some((message) => 'text' in message && message.text === 'ROLLBACK');
  if (isRolledBack) throw rolledBack;
}

function failureOf(error: unknown): StoreFailure {
  const { message, code, constraint, detail, severity } = error as Partial<StoreFailure>;
  return { message: message ?? nameOf(error), code, constraint, detail, severity };
}

/** The file system inside PostgreSQL throws what has a number and no message. */
function nameOf(error: unknown): string {
  const { name, errno } = (error ?? {}) as { readonly name?: string; readonly errno?: number };
  return name === undefined ? String(error) : `${name} ${errno ?? ''}`.trim();
}
