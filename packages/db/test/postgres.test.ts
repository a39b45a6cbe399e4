import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, type DbError, isRetryable, openStore, type Store } from '../src/index.ts';
import type { PostgresLimits } from '../src/postgres/limits.ts';
import { createCluster, findPostgres, type PostgresCluster } from '../src/testing/postgres-cluster.ts';
import { steps } from './steps.ts';

interface Tables {
  film: { id: number; name: string };
}

const reasonToSkip = !process.env.VERDICT_TEST_POSTGRES || findPostgres() === null;

/** A server of its own: it is stopped, crashed and filled up. */
describe.skipIf(reasonToSkip)('PostgreSQL', () => {
  let cluster: PostgresCluster;
  const opened: Store[] = [];
  beforeAll(async () => {
    cluster = await createCluster();
  }, 60_000);
  afterAll(async () => {
    cluster?.remove();
    await Promise.all(opened.map((store) => store.close()));
  });
  const openAt = async (
    url: string,
    limits: Partial<PostgresLimits> = {},
    maxConnections = 4,
  ): Promise<Store> => {
    const store = await openStore({ kind: 'postgres', url, maxConnections, limits });
    opened.push(store);
    return store;
  };
  let lastSchema = 0;
  const open = async (
    limits?: Partial<PostgresLimits>,
    maxConnections?: number,
  ): Promise<Database<Tables>> => {
    const store = await openAt(cluster.url, limits, maxConnections);
    return store.database<Tables>({ schema: `s${++lastSchema}`, migrations: steps });
  };
  const films = (db: Database<Tables>): Promise<unknown> => db.sql.selectFrom('film').select('id').execute();
  const errorOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );
  const unreachable = { code: 'DATABASE_UNREACHABLE', canRetry: true };

  test.each(['fast', 'immediate'] as const)(
    'that goes away (%s) and comes back is asked again by those that come later',
    async (mode) => {
      const db = await open();
      const idle = await open();
      await Promise.all([films(db), films(idle)]);
      const asking = errorOf(sql`select pg_sleep(30)`.execute(db.sql));
      const working = errorOf(
        db.transaction(async (tx) => {
          await tx.insertInto('film').values({ id: 100, name: 'a' }).execute();
          await sql`select pg_sleep(30)`.execute(tx);
        }),
      );
      await cluster.stop(mode);
      expect(await asking).toMatchObject(unreachable);
      expect(await working).toMatchObject(unreachable);
      expect(await errorOf(films(db))).toMatchObject(unreachable);
      expect(isRetryable(await errorOf(films(idle)))).toBe(true);
      await cluster.start();
      for (const database of [db, idle]) expect(await films(database)).toHaveLength(20);
    },
  );

  test('that drops a connection between two statements of a transaction fails it, and nothing else', async () => {
    const db = await open();
    const failed = errorOf(
      db.transaction(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        const other = await openAt(cluster.url);
        const beside = await other.database({ schema: 'beside', migrations: [] });
        await sql`select pg_terminate_backend(${rows[0].pid})`.execute(beside.sql);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await tx.selectFrom('film').selectAll().execute();
      }),
    );
    expect(await failed).toMatchObject(unreachable);
    expect(await films(db)).toHaveLength(20);
  });

  test('ends a statement, a wait for a lock and a transaction that take too long', async () => {
    const db = await open({ statementTimeoutMs: 300, lockTimeoutMs: 100, idleInTransactionTimeoutMs: 400 });
    expect(await errorOf(sql`select pg_sleep(5)`.execute(db.sql))).toMatchObject({ code: '57014' });
    const beside = await openAt(cluster.url, { lockTimeoutMs: 100 });
    const other = await beside.database<Tables>({ schema: db.schema, migrations: steps });
    const rename = (tx: Kysely<Tables>): Promise<unknown> =>
      tx.updateTable('film').set({ name: 'b' }).where('id', '=', 1).execute();
    const idle = errorOf(
      db.transaction(async (tx) => {
        await rename(tx);
        const waiting = await errorOf(rename(other.sql));
        expect(waiting).toMatchObject({ code: '55P03' });
        expect(isRetryable(waiting)).toBe(true);
        await new Promise((resolve) => setTimeout(resolve, 600));
        await tx.selectFrom('film').selectAll().execute();
      }),
    );
    expect(await idle).toMatchObject(unreachable);
    await rename(other.sql);
  });

  test('breaks a deadlock of two transactions, and both are done', async () => {
    const db = await open();
    const met = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const rename = (mine: number) =>
      db.transaction(async (tx) => {
        await tx
          .updateTable('film')
          .set({ name: 'x' })
          .where('id', '=', mine + 1)
          .execute();
        met[mine].resolve();
        await met[1 - mine].promise;
        await tx
          .updateTable('film')
          .set({ name: 'y' })
          .where('id', '=', 2 - mine)
          .execute();
        return mine;
      });
    expect(await Promise.all([rename(0), rename(1)])).toEqual([0, 1]);
  });

  test('whose connections are all in use is busy', async () => {
    const db = await open({ connectTimeoutMs: 200 }, 1);
    const go = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holding = db.transaction(async (tx) => {
      await tx.selectFrom('film').selectAll().execute();
      held.resolve();
      await go.promise;
    });
    await held.promise;
    expect(await errorOf(films(db))).toMatchObject({ code: 'DATABASE_BUSY', canRetry: true });
    go.resolve();
    await holding;
    expect(await films(db)).toHaveLength(20);
  });

  test('with no connection left for this role is busy', async () => {
    const db = await open();
    await sql`create role narrow login password 'secret' connection limit 0`.execute(db.sql);
    const url = new URL(cluster.url);
    url.username = 'narrow';
    url.password = 'secret';
    const store = await openAt(url.href);
    expect(await errorOf(store.ping())).toMatchObject({ code: 'DATABASE_BUSY' });
  });

  test.each([
    ['a wrong password', (url: URL) => Object.assign(url, { password: 'wrong-secret' })],
    ['an unknown database', (url: URL) => Object.assign(url, { pathname: '/nowhere' })],
  ])('refuses %s, and asking again would not help', async (_, change) => {
    const error = await errorOf((await openAt(change(new URL(cluster.url)).href)).ping());
    expect(error).toMatchObject({ code: 'DATABASE_REFUSED', canRetry: false });
    expect((error as Error).message).not.toContain('secret');
  });

  test('keeps the options that the URL brings beside those that are ours', async () => {
    const url = new URL(cluster.url);
    url.searchParams.set('options', '-c work_mem=7MB');
    const db = await (await openAt(url.href)).database<Tables>({ schema: 'with_options', migrations: steps });
    const { rows } = await sql`select current_setting('work_mem') as mem, current_schema as schema`.execute(
      db.sql,
    );
    expect(rows).toEqual([{ mem: '7MB', schema: 'with_options' }]);
  });
});

describe('an address of PostgreSQL', () => {
  test.each(['', 'nonsense', 'mysql://a:secret@b/c', 'http://x'])('%j is none', async (url) => {
    const store = await openStore({ kind: 'postgres', url });
    const error = await store.ping().catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'DATABASE_REFUSED', canRetry: false });
    expect((error as DbError).message).not.toContain('secret');
  });

  test('where nobody listens is unreachable', async () => {
    const store = await openStore({ kind: 'postgres', url: 'postgres://a:b@127.0.0.1:1/c' });
    await expect(store.ping()).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', canRetry: true });
    await store.close();
  });

  test('where somebody listens and never answers is given up', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const store = await openStore({
      kind: 'postgres',
      url: `postgres://a:b@127.0.0.1:${port}/c`,
      limits: { connectTimeoutMs: 200 },
    });
    await expect(store.ping()).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await store.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});
