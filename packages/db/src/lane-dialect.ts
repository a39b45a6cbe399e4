import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
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

  async beginTransaction(connection: LaneConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: LaneConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: LaneConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: LaneConnection): Promise<void> {
    connection.lane.release();
  }

  async destroy(): Promise<void> {}
}
