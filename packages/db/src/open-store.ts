import { createStore, type Store } from './database.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { openPostgres, type PostgresOptions } from './postgres/open-postgres.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

export type StorePlace =
  /**
   * In a workspace, in the folder `db` and under the file `lock`; without a folder it lives in memory and is gone
   * when it is closed.
   */
  | {
      readonly kind: 'embedded';
      readonly folder: string | null;
      /** How long to wait for another process that has the workspace; 10 s unless told. */
      readonly waitMs?: number;
      readonly signal?: AbortSignal;
    }
  | ({ readonly kind: 'postgres' } & PostgresOptions);

/**
 * The folder's second opener is refused with STORE_LOCKED and the holder. PostgreSQL is not asked before the first
 * query is, so that a process may start before its database does.
 */
export async function openStore(place: StorePlace): Promise<Store> {
  if (place.kind === 'postgres') return createStore(openPostgres(place));
  const { folder, ...options } = place;
  if (folder === null) return createStore(await openEmbedded({ folder: null }));
  const { lock, dataFolder } = await openWorkspace(folder, options);
  try {
    const { signal } = options;
    const source = await openEmbedded({ folder: dataFolder, ...(signal && { signal }) });
    return createStore(source, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}
