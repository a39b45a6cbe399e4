import { sql } from 'kysely';
import { openStore, type StorePlace } from '../open-store.ts';

/** A server that is used for many runs does not keep what they made. */
export async function dropSchemas(place: StorePlace, schemas: readonly string[]): Promise<void> {
  const store = await openStore(place);
  try {
    const { sql: db } = await store.database({ schema: 'test_sweeper', migrations: [] });
    // One at a time: a schema of many tables takes as many locks.
    for (const schema of schemas) await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
  } finally {
    await store.close();
  }
}
