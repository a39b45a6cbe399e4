import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, isUniqueViolation, isUnstorableText, SqlError } from '../src/index.ts';
import { testStores } from '../src/testing/index.ts';

interface Tables {
  thing: { id: number; name: string | null; score: number | null; list: string[] | null; doc: unknown };
}

const migrations = [
  {
    name: '0001-thing',
    sql: `create table thing (
      id bigint primary key, name text unique, score double precision, list text[], doc jsonb,
      later bigint references thing deferrable initially deferred
    );`,
  },
];

describe.each(testStores())('a database on $name', (store) => {
  let db: Database<Tables>;
  beforeAll(async () => {
    db = await store.database<Tables>(migrations);
  });
  afterAll(() => store.close());
  const one = async <Value>(text: string, ...values: unknown[]): Promise<Value> => {
    const pieces = text.split('?');
    const { rows } = await sql<{ value: Value }>(
      pieces as unknown as TemplateStringsArray,
      ...values,
    ).execute(db.sql);
    return rows[0].value;
  };
  const emptied = (): Promise<unknown> => db.sql.deleteFrom('thing').execute();
  const ids = async (): Promise<number[]> =>
    (await db.sql.selectFrom('thing').select('id').orderBy('id').execute()).map(({ id }) => id);
  const put = (id: number) => db.sql.insertInto('thing').values({ id } as never);

  describe('gives values back as they were', () => {
    test.each([0, 1.5, -1e300, 5e-324, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
      'the number %d',
      async (value) => {
        expect(await one('select ?::float8 as value', value)).toBe(value);
      },
    );

    test('texts of any characters but NUL', async () => {
      const text = `quote ' " \\ \n\t\r \u0001 \u{1f600} é %s $1 ; drop table thing`;
      expect(await one('select ?::text as value', text)).toBe(text);
    });

    test('ten megabytes in one parameter', async () => {
      const text = 'x'.repeat(10_000_000);
      expect(await one<string>('select ?::text as value', text)).toHaveLength(text.length);
    });

    test.each<[readonly (string | null)[]]>([
      [[]],
      [['a']],
      [['a,b', '"', '\\', '{}', '', ' ', 'NULL', null]],
    ])('the list of texts %j', async (list) => {
      expect(await one('select ?::text[] as value', list)).toEqual(list);
      expect(await one('select (?::text = any(?::text[])) as value', 'a,b', list)).toBe(list.includes('a,b'));
    });

    test.each([{ a: [1, null, 'é'], b: { c: true } }, [1, [2]], 'text', 1.5, null, true])(
      'JSON such as %j',
      async (doc) => {
        expect(await one('select ?::jsonb as value', JSON.stringify(doc))).toEqual(doc);
      },
    );

    test('whole numbers as numbers, beyond 2^53 the nearest one', async () => {
      expect(await one('select ?::int8 as value', Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
      expect(await one('select 9223372036854775807::int8 as value')).toBe(2 ** 63);
      expect(await one('select ?::int8 as value', 9_007_199_254_740_993n)).toBe(2 ** 53);
      expect(await one('select count(*) as value from thing')).toBe(0);
      expect(await one('select array[1, null, 9223372036854775807]::int8[] as value')).toEqual([
        1,
        null,
        2 ** 63,
      ]);
      expect(await one("select '{}'::int8[] as value")).toEqual([]);
    });

    test('and says how many rows a statement changed', async () => {
      await db.sql
        .insertInto('thing')
        .values([{ id: 1 }, { id: 2 }] as never)
        .execute();
      const updated = await db.sql.updateTable('thing').set({ name: null }).executeTakeFirst();
      expect(updated.numUpdatedRows).toBe(2n);
      expect((await db.sql.deleteFrom('thing').executeTakeFirst()).numDeletedRows).toBe(2n);
    });
  });

  describe('says why it refuses', () => {
    test('a NUL, in text and in JSON, in a way that a caller can be told of', async () => {
      const inText = await one('select ?::text as value', 'a\0b').catch((error: unknown) => error);
      const inJson = await one('select ?::jsonb as value', '"a\\u0000b"').catch((error: unknown) => error);
      expect([inText, inJson].map((error) => (error as SqlError).code)).toEqual(['22021', '22P05']);
      expect([inText, inJson].every(isUnstorableText)).toBe(true);
    });

    test('a number where it does not fit, a name that is taken, a table that is not there', async () => {
      await expect(one('select ?::int8 as value', '9223372036854775808')).rejects.toMatchObject({
        code: '22003',
      });
      await expect(one('select * from nowhere')).rejects.toMatchObject({ code: '42P01' });
      await db.sql
        .insertInto('thing')
        .values({ id: 1, name: 'a' } as never)
        .execute();
      const taken = await db.sql
        .insertInto('thing')
        .values({ id: 2, name: 'a' } as never)
        .execute()
        .catch((error: unknown) => error);
      expect(taken).toBeInstanceOf(SqlError);
      expect(isUniqueViolation(taken, 'thing_name_key')).toBe(true);
      expect(isUniqueViolation(taken, 'thing_pkey')).toBe(false);
      await emptied();
    });
  });

  describe('a transaction', () => {
    test('keeps all of its work, or nothing of it', async () => {
      await db.transaction(async (tx) => {
        await tx
          .insertInto('thing')
          .values({ id: 1 } as never)
          .execute();
      });
      const failure = new Error('the work broke');
      const broken = db.transaction(async (tx) => {
        await tx
          .insertInto('thing')
          .values({ id: 2 } as never)
          .execute();
        throw failure;
      });
      await expect(broken).rejects.toBe(failure);
      expect(await ids()).toEqual([1]);
      await emptied();
    });

    test('is not seen by others before its end', async () => {
      const inserted = Promise.withResolvers<void>();
      const go = Promise.withResolvers<void>();
      const writing = db.transaction(async (tx) => {
        await tx
          .insertInto('thing')
          .values({ id: 1 } as never)
          .execute();
        inserted.resolve();
        await go.promise;
      });
      await inserted.promise;
      // PostgreSQL answers others meanwhile; the embedded store lets them wait their turn.
      const seen = ids();
      if (db.kind === 'embedded') setTimeout(go.resolve, 50);
      expect(await seen).toEqual(db.kind === 'embedded' ? [1] : []);
      go.resolve();
      await writing;
      await emptied();
    });

    test('refuses the outer handle, of this database or another of the same store, and a second transaction', async () => {
      const other = await store.database<Tables>(migrations);
      const handles: readonly (() => Promise<unknown>)[] = [
        ids,
        () => other.sql.selectFrom('thing').selectAll().execute(),
      ];
      for (const outer of handles) {
        await expect(db.transaction(outer)).rejects.toMatchObject({ code: 'OUTER_HANDLE' });
      }
      const nested = db.transaction(() => db.transaction(async () => {}));
      await expect(nested).rejects.toMatchObject({ code: 'OUTER_HANDLE' });
      await (await store.open()).ping();
    });

    test('no longer concerns what it left running when it ended', async () => {
      let later: Promise<unknown> | undefined;
      const ended = Promise.withResolvers<void>();
      await db.transaction(async () => {
        later = ended.promise.then(ids);
      });
      ended.resolve();
      expect(await later).toEqual([]);
    });

    test('whose statement failed is not called committed, even when its work hid the failure', async () => {
      const hidden = db.transaction(async (tx) => {
        await tx
          .insertInto('thing')
          .values({ id: 1 } as never)
          .execute();
        await sql`select 1/0`.execute(tx).catch(() => {});
      });
      await expect(hidden).rejects.toMatchObject({ code: '25P02' });
      expect(await ids()).toEqual([]);
    });

    test('that fails as it commits is rolled back, and the connection is good for the next', async () => {
      const failing = db.transaction(async (tx) => {
        await sql`insert into thing (id, later) values (1, 99)`.execute(tx);
      });
      await expect(failing).rejects.toMatchObject({ code: '23503' });
      await put(2).execute();
      expect(await ids()).toEqual([2]);
      await emptied();
    });

    test('that ends by itself under its work leaves nothing open', async () => {
      const failure = new Error('the work broke');
      const ended = db.transaction(async (tx) => {
        await sql`rollback`.execute(tx);
        throw failure;
      });
      await expect(ended).rejects.toBe(failure);
      await put(3).execute();
      expect(await ids()).toEqual([3]);
      await emptied();
    });

    test('is run again after a deadlock or a failed serialization, three times at most', async () => {
      let runs = 0;
      const conflicting = (code: string, until: number) =>
        db.transaction(async (tx) => {
          runs++;
          await tx
            .insertInto('thing')
            .values({ id: runs } as never)
            .execute();
          if (runs < until)
            await sql`do $$ begin raise exception using errcode = ${sql.lit(code)}; end $$`.execute(tx);
          return runs;
        });
      expect(await conflicting('40P01', 3)).toBe(3);
      expect(await ids()).toEqual([3]);
      await emptied();
      runs = 0;
      await expect(conflicting('40001', 99)).rejects.toMatchObject({ code: '40001' });
      expect(runs).toBe(3);
      runs = 0;
      await expect(conflicting('23505', 99)).rejects.toMatchObject({ code: '23505' });
      expect(runs).toBe(1);
    });

    test('takes the isolation that is asked for', async () => {
      const level = await db.sql
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (tx) => {
          const { rows } = await sql<{ a: string; b: string }>`
            select current_setting('transaction_isolation') a, current_setting('transaction_read_only') b`.execute(
            tx,
          );
          return rows[0];
        });
      expect(level).toEqual({ a: 'repeatable read', b: 'on' });
    });
  });

  test('many users at once all have their turn', async () => {
    const work = Array.from({ length: 200 }, (_, id) =>
      id % 10 === 0
        ? db.transaction(async (tx) => {
            await tx
              .insertInto('thing')
              .values({ id } as never)
              .execute();
            await tx.selectFrom('thing').selectAll().execute();
          })
        : put(id).execute(),
    );
    await Promise.all(work);
    expect(await ids()).toHaveLength(200);
    await emptied();
  });

  test('two schemas of one store keep apart, also after a transaction that failed', async () => {
    const other = await store.database<Tables>(migrations);
    await put(1).execute();
    await expect(
      other.transaction(async (tx) => {
        await tx
          .insertInto('thing')
          .values({ id: 2 } as never)
          .execute();
        await sql`select 1/0`.execute(tx);
      }),
    ).rejects.toMatchObject({ code: '22012' });
    expect(await ids()).toEqual([1]);
    await other.sql
      .insertInto('thing')
      .values({ id: 3 } as never)
      .execute();
    expect(await ids()).toEqual([1]);
    expect(await other.sql.selectFrom('thing').select('id').execute()).toEqual([{ id: 3 }]);
    await emptied();
  });

  test.each(['', 'a b', 'A', 'a"; drop schema public; --', 'ä', 'x'.repeat(64)])(
    'a schema is never named %j',
    async (schema) => {
      const refused = (await store.open()).database({ schema, migrations: [] });
      await expect(refused).rejects.toMatchObject({ code: 'SCHEMA_NAME_INVALID' });
    },
  );
});

describe.each(testStores())('a store on $name', (kind) => {
  test('that is closed refuses what comes later, and closing it again changes nothing', async () => {
    const database = await kind.database<Tables>(migrations);
    const store = await kind.open();
    const under = database.sql.selectFrom('thing').selectAll().execute();
    await under;
    await Promise.all([kind.close(), store.close()]);
    await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_CLOSED', canRetry: false });
    await expect(database.sql.selectFrom('thing').selectAll().execute()).rejects.toMatchObject({
      code: 'STORE_CLOSED',
    });
  });
});
