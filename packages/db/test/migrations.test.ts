import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { type Database, openStore, type Store } from '../src/index.ts';
import { startChild } from '../src/testing/child.ts';
import { dropSchemas } from '../src/testing/drop-schemas.ts';
import { testStores } from '../src/testing/index.ts';
import { steps } from './steps.ts';

const newSchema = (): string => `test_${randomBytes(6).toString('hex')}`;
const countOf = async (database: Database<unknown>, table: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
    database.sql,
  );
  return rows[0].n;
};

describe.each(testStores())('migrations on $name', (stores) => {
  const made: string[] = [];
  const schemaName = (): string => {
    const schema = newSchema();
    made.push(schema);
    return schema;
  };
  afterAll(async () => {
    await stores.close();
    if (stores.place.kind === 'postgres') await dropSchemas(stores.place, made);
  });
  const open = (): Promise<Store> => stores.open();

  test('are run in order, once, and those that are new later', async () => {
    const store = await open();
    const schema = schemaName();
    await store.database({ schema, migrations: steps.slice(0, 1) });
    const database = await store.database<unknown>({ schema, migrations: steps });
    await store.database({ schema, migrations: steps });
    expect(await countOf(database, 'migration')).toBe(3);
    expect(await countOf(database, 'film')).toBe(20);
  });

  test('of a newer Verdict are refused with their name', async () => {
    const store = await open();
    const schema = schemaName();
    await store.database({ schema, migrations: steps });
    const older = store.database({ schema, migrations: steps.slice(0, 2) });
    await expect(older).rejects.toMatchObject({ code: 'SCHEMA_NEWER', message: /0003-data/ });
  });

  test('that were changed after they ran are refused', async () => {
    const store = await open();
    const schema = schemaName();
    await store.database({ schema, migrations: steps });
    const changed = steps.map((step, at) => (at === 1 ? { ...step, sql: `${step.sql} ` } : step));
    await expect(store.database({ schema, migrations: changed })).rejects.toMatchObject({
      code: 'SCHEMA_DIFFERENT',
      message: /Step 1 .*0002-review/,
    });
  });

  test('of which one fails leave nothing of themselves, and the store goes on', async () => {
    const store = await open();
    const schema = schemaName();
    const failing = [...steps, { name: '0004-wrong', sql: 'create table more (id bigint); select 1/0;' }];
    await expect(store.database({ schema, migrations: failing })).rejects.toMatchObject({ code: '22012' });
    const database = await store.database<unknown>({ schema, migrations: steps.slice(0, 1) });
    expect(await countOf(database, 'migration')).toBe(1);
    await expect(countOf(database, 'more')).rejects.toMatchObject({ code: '42P01' });
  });

  test('of ten that start at once make one schema', async () => {
    const { place } = stores;
    const schema = schemaName();
    const openers = await Promise.all(
      Array.from({ length: 10 }, () => (place.kind === 'postgres' ? openStore(place) : open())),
    );
    const databases = await Promise.all(
      openers.map((store) => store.database<unknown>({ schema, migrations: steps })),
    );
    expect(await Promise.all(databases.map((database) => countOf(database, 'film')))).toEqual(
      Array.from({ length: 10 }, () => 20),
    );
    if (place.kind === 'postgres') await Promise.all(openers.map((store) => store.close()));
  });
});

const url = process.env.VERDICT_TEST_POSTGRES ?? '';
test.skipIf(!url)('ten processes that start at once on an empty PostgreSQL make one schema', async () => {
  const schema = newSchema();
  const children = Array.from({ length: 10 }, () =>
    startChild(new URL('./migrations-process.ts', import.meta.url), url, schema),
  );
  try {
    for (const child of children) expect(await child.line()).toBe('ready');
    for (const child of children) child.say('go');
    const said = await Promise.all(children.map((child) => child.line()));
    expect(said).toEqual(Array.from({ length: 10 }, () => 'migrated'));
  } finally {
    await Promise.all(children.map((child) => child.kill()));
    await dropSchemas({ kind: 'postgres', url }, [schema]);
  }
});
