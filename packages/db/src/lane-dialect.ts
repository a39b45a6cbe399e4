import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Lane } from './store.ts';

/** Kysely over any source of lanes: the only place that knows how a query reaches a database. */
export function laneDialect(takeLane: () => Promise<Lane>): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new LaneDriver(takeLane),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class LaneConnection implements DatabaseConnection {
  readonly lane: Lane;
  /** A transaction may still be open on it: it was neither committed nor rolled back with success. */
  broken = false;

  constructor(lane: Lane) {
    this.lane = lane;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affected } = await this.lane.query(sql, parameters);
    return {
      rows: rows as Row[],
      ...(affected !== null && { numAffectedRows: BigInt(affected) }),
    };
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator, and the embedded store has no cursors.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('There are no cursors here: page by key.');
  }
}

class LaneDriver implements Driver {
  readonly #takeLane: () => Promise<Lane>;

  constructor(takeLane: () => Promise<Lane>) {
    this.#takeLane = takeLane;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LaneConnection> {
    return new LaneConnection(await this.#takeLane());
  }

  async beginTransaction(connection: LaneConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings;
    const modes = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean);
    await connection.executeQuery(CompiledQuery.raw(['begin', ...modes].join(' ')));
    connection.broken = true;
  }

  async commitTransaction(connection: LaneConnection): Promise<void> {
    await connection.lane.commit();
    connection.broken = false;
  }

  /** Never rejects, so that the error which led here is the one that is reported. */
  async rollbackTransaction(connection: LaneConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
      connection.broken = false;
    } catch {
      connection.broken = true;
    }
  }

  async releaseConnection(connection: LaneConnection): Promise<void> {
    connection.lane.release(connection.broken);
  }

  async destroy(): Promise<void> {}
}
