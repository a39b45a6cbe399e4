import { randomBytes } from 'node:crypto';
import type { Database, Store } from '../database.ts';
import type { Migration } from '../migrate.ts';
import { openStore, type StorePlace } from '../open-store.ts';

/** A store to run a suite on; a schema of its own for every database that is asked of it. */
export interface TestStore {
  readonly name: string;
  readonly place: StorePlace;
  readonly database: <Tables>(migrations: readonly Migration[]) => Promise<Database<Tables>>;
  readonly close: () => Promise<void>;
}

/** PGlite in memory, and PostgreSQL where VERDICT_TEST_POSTGRES names one. */
export function testStores(): readonly TestStore[] {
  const url = process.env.VERDICT_TEST_POSTGRES;
  return [
    testStore('PGlite', { kind: 'embedded', folder: null }),
    ...(url ? [testStore('PostgreSQL', { kind: 'postgres', url })] : []),
  ];
}

function testStore(name: string, place: StorePlace): TestStore {
  let opening: Promise<Store> | undefined;
  return {
    name,
    place,
    database: async (migrations) => {
      opening ??= openStore(place);
      const schema = `test_${randomBytes(6).toString('hex')}`;
      return (await opening).database({ schema, migrations });
    },
    close: async () => {
      await (await opening)?.close();
    },
  };
}
