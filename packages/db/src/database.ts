import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, type Transaction } from 'kysely';
import { DbError } from './errors.ts';
import { laneDialect } from './lane-dialect.ts';
import { assertSchemaName, type Migration, migrate } from './migrate.ts';
import { isConflict } from './sql-error.ts';
import type { Lane, LaneSource } from './store.ts';
import type { WorkspaceLock } from './workspace/take-lock.ts';

/** The tables of one room. */
export interface Database<Tables> {
  readonly kind: LaneSource['kind'];
  readonly schema: string;
  readonly sql: Kysely<Tables>;
  /**
   * Commits when `work` resolves, rolls back when it rejects. Inside, only the handle that is passed in may be used.
   * A deadlock or a failed serialization makes `work` run again from its beginning, three times at most: it does
   * nothing but database work, and what it collects it begins anew.
   */
  readonly transaction: <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
}

export interface DatabaseOptions {
  /** Lower-case letters, digits and underscores. */
  readonly schema: string;
  readonly migrations: readonly Migration[];
}

export interface Store {
  readonly kind: LaneSource['kind'];
  readonly database: <Tables>(options: DatabaseOptions) => Promise<Database<Tables>>;
  /** Resolves when the store answers. */
  readonly ping: () => Promise<void>;
  /** Writes into the workspace's lock where this process answers; null: nowhere any more. Without a workspace, nothing. */
  readonly announce: (url: string | null) => Promise<void>;
  /** Idempotent. Waits for what is under way, then gives the workspace back. */
  readonly close: () => Promise<void>;
}

/** A transaction that is under way where it is looked at. */
interface Scope {
  open: boolean;
}

/** Deadlocks need two partners: after two more attempts, spread in time, something else is wrong. */
const attempts = 3;
const backOffMs = 20;

export function createStore(source: LaneSource, lock?: WorkspaceLock): Store {
  const inside = new AsyncLocalStorage<Scope>();
  let closed: Promise<void> | undefined;
  const takeLane = async (schema: string): Promise<Lane> => {
    // The embedded store has one connection: a query beside the transaction that holds it would wait for ever.
    if (inside.getStore()?.open) {
      throw new DbError(
        'OUTER_HANDLE',
        'A query inside a transaction went to the outer handle; use the one that the transaction passes in.',
      );
    }
    return source.lane(schema);
  };
  return {
    kind: source.kind,
    database: async <Tables>({ schema, migrations }: DatabaseOptions) => {
      assertSchemaName(schema);
      const lane = await takeLane(schema);
      let failed = true;
      try {
        await migrate(lane, schema, migrations);
        failed = false;
      } finally {
        lane.release(failed);
      }
      return createDatabase<Tables>(source.kind, schema, () => takeLane(schema), inside);
    },
    ping: async () => {
      const lane = await takeLane('public');
      try {
        await lane.query('select 1', []);
      } finally {
        lane.release();
      }
    },
    announce: async (url) => {
      await lock?.announce(url);
    },
    close: () => {
      closed ??= source.close().finally(() => lock?.release());
      return closed;
    },
  };
}

function createDatabase<Tables>(
  kind: LaneSource['kind'],
  schema: string,
  takeLane: () => Promise<Lane>,
  inside: AsyncLocalStorage<Scope>,
): Database<Tables> {
  const sql = new Kysely<Tables>({ dialect: laneDialect(takeLane) });
  return {
    kind,
    schema,
    sql,
    transaction: async (work) => {
      for (let attempt = 1; ; attempt++) {
        const scope: Scope = { open: true };
        try {
          return await sql.transaction().execute((tx) => inside.run(scope, () => work(tx)));
        } catch (error) {
          if (attempt === attempts || !isConflict(error)) throw error;
        } finally {
          // What the work started and left running is outside from here on.
          scope.open = false;
        }
        await sleep(backOffMs * 2 ** attempt * (0.5 + Math.random()));
      }
    },
  };
}
