import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { testStores } from '../src/testing/index.ts';

const [embedded] = testStores();
afterAll(() => embedded.close());

test('the embedded store keeps its log of changes short, whatever is written', async () => {
  const table =
    'create table row (id bigint primary key, text text); alter table row alter text set storage external;';
  const db = await embedded.database<{ row: { id: number; text: string } }>([
    { name: '0001-row', sql: table },
  ]);
  await db.sql.insertInto('row').values({ id: 1, text: '' }).execute();
  const text = 'x'.repeat(100_000);
  for (let at = 0; at < 1_000; at++) await db.sql.updateTable('row').set({ text }).execute();
  const { rows } = await sql<{ bytes: number }>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`.execute(
    db.sql,
  );
  expect(rows[0].bytes).toBeLessThan(80_000_000);
}, 60_000);
