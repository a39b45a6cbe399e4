import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, type Transaction } from 'kysely';
import { DbError } from './errors.ts';
import { laneDialect } from './lane-dialect.ts';
import { type Migration, migrate } from './migrate.ts';
import type { LaneSource } from './store.ts';

/** The tables of one room. */
export interface Database<Tables> {
  readonly kind: LaneSource['kind'];
  readonly schema: string;
  readonly sql: Kysely<Tables>;
  /** Commits when `work` resolves, rolls back when it rejects. Inside, only the handle that is passed in may be used. */
  readonly transaction: <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
}

export interface Store {
  readonly kind: LaneSource['kind'];
  readonly database: <Tables>(options: {
    readonly schema: string;
    readonly migrations: readonly Migration[];
  }) => Promise<Database<Tables>>;
  /** Resolves when the store answers. */
  readonly ping: () => Promise<void>;
  /** Idempotent. */
  readonly close: () => Promise<void>;
}

export function createStore(source: LaneSource): Store {
  let closed: Promise<void> | undefined;
  return {
    kind: source.kind,
    database: async <Tables>({
      schema,
      migrations,
    }: {
      schema: string;
      migrations: readonly Migration[];
    }) => {
      const lane = await source.lane(schema);
      try {
        await migrate(lane, schema, migrations);
      } finally {
        lane.release();
      }
      return createDatabase<Tables>(source, schema);
    },
    ping: async () => {
      const lane = await source.lane('public');
      try {
        await lane.query('select 1', []);
      } finally {
        lane.release();
      }
    },
    close: () => {
      closed ??= source.close();
      return closed;
    },
  };
}

function createDatabase<Tables>(source: LaneSource, schema: string): Database<Tables> {
  const inside = new AsyncLocalStorage<true>();
  const sql = new Kysely<Tables>({
    dialect: laneDialect(() => {
      // The embedded store has one connection: a query beside the transaction that holds it would wait for ever.
      if (inside.getStore()) {
        throw new DbError(
          'OUTER_HANDLE',
          'A query inside a transaction went to the outer handle; use the one that the transaction passes in.',
        );
      }
      return source.lane(schema);
    }),
  });
  return {
    kind: source.kind,
    schema,
    sql,
    transaction: (work) => sql.transaction().execute((tx) => inside.run(true, () => work(tx))),
  };
}
