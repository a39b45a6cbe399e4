import { mkdir, readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '@verdict/db';
import { sql } from 'kysely';
import { createCluster } from '../../packages/db/src/testing/postgres-cluster.ts';

/** Where servers that are measured keep their record. */
export interface Databases {
  /** For the report. */
  readonly label: string;
  /** An empty record under a name that was not used before. */
  readonly fresh: (name: string) => Promise<RecordPlace>;
  /** Idempotent. */
  readonly close: () => Promise<void>;
}

export interface RecordPlace {
  /** What a server is told. */
  readonly env: Readonly<Record<string, string>>;
  /** Rows of the prediction log. An embedded record is read once its server has ended. */
  readonly predictions: () => Promise<number>;
}

/** `wanted` as the option names it; `folder` holds workspaces. */
export async function openDatabases(wanted: string, folder: string): Promise<Databases> {
  if (wanted === 'embedded') {
    return {
      label: 'the embedded store, in the server’s own process',
      fresh: async (name) => {
        const home = await homeOf(folder, name);
        return {
          env: { VERDICT_HOME: home },
          predictions: () => countIn({ kind: 'embedded', folder: home }),
        };
      },
      close: async () => {},
    };
  }
  const cluster = wanted === 'own' ? await createCluster() : null;
  const root = cluster?.url ?? wanted;
  if (cluster) await stepBack(root);
  const made: string[] = [];
  const drop = async (): Promise<void> => {
    for (const name of made.splice(0))
      await administer(root, `drop database if exists "${name}" with (force)`);
  };
  return {
    label: cluster
      ? 'a PostgreSQL of its own, on the cores of the load and behind it'
      : 'a PostgreSQL that was there',
    fresh: async (name) => {
      const database = `verdict_bench_${process.pid}_${name.replaceAll('-', '_')}`;
      await administer(root, `create database "${database}"`);
      made.push(database);
      const url = new URL(root);
      url.pathname = `/${database}`;
      return {
        env: { VERDICT_HOME: await homeOf(folder, name), DATABASE_URL: url.href },
        predictions: () => countIn({ kind: 'postgres', url: url.href }),
      };
    },
    close: async () => {
      if (cluster) cluster.remove();
      else await drop();
    },
  };
}

async function homeOf(folder: string, name: string): Promise<string> {
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  return home;
}

async function countIn(place: Parameters<typeof openStore>[0]): Promise<number> {
  return withStore(await openStore(place), async (store) => {
    const { sql: db } = await store.database({ schema: 'bench', migrations: [] });
    const { rows } = await sql<{
      rows: number | string;
    }>`select count(*) as rows from verdict.prediction`.execute(db);
    return Number(rows[0].rows);
  });
}

/**
 * It shares its core with the load, which then sends nothing while it writes, and the server that is measured waits for
 * both. So its processes take what the load leaves; those that serve a connection get this from the one that starts them.
 */
async function stepBack(url: string): Promise<void> {
  await withStore(await openStore({ kind: 'postgres', url }), async (store) => {
    const { sql: db } = await store.database({ schema: 'bench', migrations: [] });
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    const status = await readFile(`/proc/${rows[0].pid}/status`, 'utf8');
    setPriority(Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]), 19);
  });
}

async function administer(url: string, statement: string): Promise<void> {
  await withStore(await openStore({ kind: 'postgres', url }), async (store) => {
    const { sql: db } = await store.database({ schema: 'bench', migrations: [] });
    await sql.raw(statement).execute(db);
  });
}

async function withStore<Result>(store: Store, work: (store: Store) => Promise<Result>): Promise<Result> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
