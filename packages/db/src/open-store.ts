import { createStore, type Store } from './database.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { openPostgres } from './postgres/open-postgres.ts';

export type StorePlace =
  /** Without a folder it lives in memory and is gone when it is closed. */
  | { readonly kind: 'embedded'; readonly folder: string | null }
  | { readonly kind: 'postgres'; readonly url: string; readonly maxConnections?: number };

export async function openStore(place: StorePlace): Promise<Store> {
  return createStore(
    place.kind === 'embedded' ? await openEmbedded(place.folder) : await openPostgres(place),
  );
}
