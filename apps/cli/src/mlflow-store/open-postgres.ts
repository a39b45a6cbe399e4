import { Refusal } from '@verdict/engine';
import pg from 'pg';
import type { Row, StoreDatabase } from './database.ts';

/** Inside of one read-only transaction that sees the database as it was when it began. */
export async function openPostgres(url: string): Promise<StoreDatabase> {
  const { host, pathname } = new URL(url);
  const where = `postgresql://${host}${pathname}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      `The database at ${where} cannot be opened (${why}); check the address and the password.`,
    );
  }
  return {
    where,
    folder: process.cwd(),
    rows: async (text, ids) => {
      const { rows } = await client.query<Row>(text.replace('in (:ids)', '= any($1)'), ids && [ids]);
      return rows;
    },
    columns: async (table) => {
      const { rows } = await client.query<{ column_name: string }>(
        `select column_name from information_schema.columns
         where table_name = $1 and table_schema = any(current_schemas(false))`,
        [table],
      );
      return new Set(rows.map((row) => row.column_name));
    },
    close: () => client.end(),
  };
}
