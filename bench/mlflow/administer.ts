import { openStore } from '@verdict/db';
import { sql } from 'kysely';

/** Makes databases, and says which PostgreSQL it is. */
export async function administer(url: string, databases: readonly string[]): Promise<string> {
  const store = await openStore({ kind: 'postgres', url });
  try {
    const { sql: db } = await store.database({ schema: 'bench', migrations: [] });
    for (const name of databases) await sql.raw(`create database "${name}"`).execute(db);
    const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
    return rows[0].server_version.split(' ')[0];
  } finally {
    await store.close();
  }
}
