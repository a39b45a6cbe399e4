import { DbError } from '../errors.ts';
import { quoted } from '../migrate.ts';
import type { Lane, LaneSource } from '../store.ts';
import { createTurns } from '../turns.ts';
import { workspaceError } from '../workspace/workspace-error.ts';
import { prepareDataFolder } from './data-folder.ts';
import { diskFull, lacksRoom } from './disk-full.ts';
import { createHousekeeping } from './housekeeping.ts';
import { openChannel, type StoreChannel } from './store-channel.ts';

export interface EmbeddedOptions {
  /** Of the data; null for a store in memory. */
  readonly folder: string | null;
  /** A data folder as a tar file, for a store in memory that need not be made anew. */
  readonly image?: string | null;
  readonly signal?: AbortSignal;
}

/**
 * PGlite in a thread of its own: a query takes the time that it takes without holding up whoever answers requests.
 * It has one connection, so a lane is held by one user at a time and the others queue up in order.
 */
export async function openEmbedded({ folder, image = null, signal }: EmbeddedOptions): Promise<LaneSource> {
  const channel = folder === null ? await started(folder, image, signal) : await opened(folder, signal);
  const turns = createTurns();
  let path: string | null = null;
  let closing = false;
  const housekeeping = createHousekeeping(channel.ask, performance.now());
  let keeping = false;
  const keepHouse = async (): Promise<void> => {
    const now = performance.now();
    if (!housekeeping.isDue(now) || keeping || closing) return;
    keeping = true;
    const end = await turns.take();
    // Whatever is wrong with the store, whoever asks next is told.
    await housekeeping.run(now).catch(() => {});
    end();
    keeping = false;
  };
  return {
    kind: 'embedded',
    lane: async (schema): Promise<Lane> => {
      if (closing) throw closed();
      const end = await turns.take();
      try {
        if (path !== schema)
          await channel.ask({ kind: 'script', sql: `set search_path to ${quoted(schema)}` });
        path = schema;
      } catch (error) {
        end();
        throw error;
      }
      let released = false;
      return {
        query: (sql, parameters) => channel.ask({ kind: 'query', sql, parameters }),
        commit: async () => {
          await channel.ask({ kind: 'commit' });
        },
        script: async (sql) => {
          await channel.ask({ kind: 'script', sql });
        },
        release: (broken = false) => {
          if (released) return;
          released = true;
          void keepHouse();
          if (!broken) return end();
          // The one connection cannot be thrown away: what may still be open on it is ended before the next turn.
          path = null;
          channel.ask({ kind: 'script', sql: 'rollback' }).then(end, end);
        },
      };
    },
    close: async () => {
      closing = true;
      await turns.all();
      await channel.ask({ kind: 'close' }).catch(() => {});
      await channel.end(closed());
    },
  };
}

function notOpened(): DbError {
  return new DbError('STORE_CLOSED', 'The store could not be opened.');
}

function closed(): DbError {
  return new DbError('STORE_CLOSED', 'The store has been closed.');
}

async function opened(folder: string, signal: AbortSignal | undefined): Promise<StoreChannel> {
  try {
    const { made } = await prepareDataFolder(folder);
    const channel = await started(folder, null, signal);
    try {
      await made();
      return channel;
    } catch (error) {
      await channel.end(notOpened());
      throw error;
    }
  } catch (cause) {
    if (signal?.aborted || (cause instanceof DbError && cause.code !== 'STORE_UNREADABLE')) throw cause;
    if ((cause as NodeJS.ErrnoException).syscall) throw workspaceError(folder, cause);
    const { message } = cause as Error;
    if (await lacksRoom(folder).catch(() => false)) throw diskFull(message);
    throw new DbError(
      'STORE_UNREADABLE',
      `The embedded store ${folder} cannot be opened (${message}); restore a backup, or set VERDICT_HOME to another folder.`,
      { cause },
    );
  }
}

async function started(
  folder: string | null,
  image: string | null,
  signal: AbortSignal | undefined,
): Promise<StoreChannel> {
  signal?.throwIfAborted();
  const channel = openChannel({ folder, image });
  try {
    // Waited for to its end even where nobody wants it any more: a thread that is cut off while it compiles PostgreSQL
    // can take the whole process with it.
    await channel.ask({ kind: 'script', sql: 'select 1' });
    signal?.throwIfAborted();
    return channel;
  } catch (error) {
    await channel.end(notOpened());
    signal?.throwIfAborted();
    throw error;
  }
}
