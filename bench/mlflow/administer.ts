import { openStore } from '@verdict/db';
import { sql } from 'kysely';

/** Makes databases, and says which PostgreSQL it is. */
export function administer(url: string, databases: readonly string[]): Promise<string> {
  return within(url, async (db) => {
    for (const name of databases) await sql.raw(`create database "${name}"`).execute(db);
    const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
    return rows[0].server_version.split(' ')[0];
  });
}

/** What PostgreSQL itself does a minute after so many rows have come; searches are not measured before. */
export async function settleTables(url: string): Promise<void> {
  await within(url, async (db) => void (await sql`vacuum analyze`.execute(db)));
}

async function within<Result>(
  url: string,
  work: (db: Parameters<ReturnType<typeof sql>['execute']>[0]) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ kind: 'postgres', url });
  try {
    return await work((await store.database({ schema: 'bench', migrations: [] })).sql);
  } finally {
    await store.close();
  }
}
