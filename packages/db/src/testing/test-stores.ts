import { randomBytes } from 'node:crypto';
import { createStore, type Database, type Store } from '../database.ts';
import { openEmbedded } from '../embedded/open-embedded.ts';
import type { Migration } from '../migrate.ts';
import { openStore, type StorePlace } from '../open-store.ts';
import { dropSchemas } from './drop-schemas.ts';
import { storeImage } from './store-image.ts';

/** A store to run a suite on; a schema of its own for every database that is asked of it. */
export interface TestStore {
  readonly name: string;
  readonly place: StorePlace;
  readonly open: () => Promise<Store>;
  readonly database: <Tables>(migrations: readonly Migration[]) => Promise<Database<Tables>>;
  readonly close: () => Promise<void>;
}

/** PGlite in memory, and PostgreSQL where VERDICT_TEST_POSTGRES names one. */
export function testStores(): readonly TestStore[] {
  const url = process.env.VERDICT_TEST_POSTGRES;
  return [
    testStore('PGlite', { kind: 'embedded', folder: null }, openInMemory),
    ...(url ? [testStore('PostgreSQL', { kind: 'postgres', url })] : []),
  ];
}

async function openInMemory(): Promise<Store> {
  return createStore(await openEmbedded({ folder: null, image: await storeImage() }));
}

function testStore(name: string, place: StorePlace, make = () => openStore(place)): TestStore {
  let opening: Promise<Store> | undefined;
  const schemas: string[] = [];
  const open = (): Promise<Store> => {
    opening ??= make();
    return opening;
  };
  return {
    name,
    place,
    open,
    database: async (migrations) => {
      const schema = `test_${randomBytes(6).toString('hex')}`;
      schemas.push(schema);
      return (await open()).database({ schema, migrations });
    },
    close: async () => {
      if (!opening) return;
      await (await opening).close();
      if (place.kind === 'postgres') await dropSchemas(place, schemas);
    },
  };
}
