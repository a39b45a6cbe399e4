import pg from 'pg';
import { DbError } from '../errors.ts';
import { rolledBack } from '../rolled-back.ts';
import { sqlError } from '../sql-error.ts';
import type { Lane, LaneSource } from '../store.ts';
import { poolConfig, typesAsOurs } from './connection-options.ts';
import { defaultMaxConnections, type PostgresLimits, postgresLimits } from './limits.ts';
import { busy, postgresError } from './postgres-error.ts';

export interface PostgresOptions {
  readonly url: string;
  /** A pool a schema; PostgreSQL's default of 100 connections is shared by every replica. */
  readonly maxConnections?: number;
  readonly limits?: Partial<PostgresLimits>;
}

export function openPostgres({
  url,
  maxConnections = defaultMaxConnections,
  limits: given,
}: PostgresOptions): LaneSource {
  const limits = { ...postgresLimits, ...given };
  const types = typesAsOurs(pg.types);
  const pools = new Map<string, pg.Pool>();
  let closed = false;
  const poolOf = (schema: string): pg.Pool => {
    if (closed) throw new DbError('STORE_CLOSED', 'The store has been closed.');
    const known = pools.get(schema);
    if (known) return known;
    const pool = new pg.Pool(poolConfig({ url, schema, maxConnections, limits, types }));
    // A connection that dies is replaced when the next one is needed. It reports so itself as well as through the
    // pool, also between two queries of a transaction, and without a listener either report ends the process.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    pools.set(schema, pool);
    return pool;
  };
  return {
    kind: 'postgres',
    lane: async (schema) => laneOf(await connected(poolOf(schema), maxConnections), limits),
    close: async () => {
      closed = true;
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

async function connected(pool: pg.Pool, maxConnections: number): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (cause) {
    // The pool's own words: a connection that is not made in time is reported in others.
    if ((cause as Error).message.startsWith('timeout exceeded')) {
      throw busy(`all ${maxConnections} connections are in use`, cause);
    }
    throw postgresError(cause);
  }
}

function laneOf(client: pg.PoolClient, { scriptTimeoutMs }: PostgresLimits): Lane {
  let lost = false;
  let released = false;
  const run = async (query: pg.QueryConfig & { query_timeout?: number }): Promise<pg.QueryResult> => {
    try {
      return await client.query(query);
    } catch (cause) {
      const error = postgresError(cause);
      lost ||= error instanceof DbError;
      throw error;
    }
  };
  return {
    query: async (text, parameters) => {
      const { rows, rowCount, command } = await run({ text, values: [...parameters] });
      return { rows, affected: command === 'SELECT' ? null : rowCount };
    },
    commit: async () => {
      const { command } = await run({ text: 'commit' });
      if (command === 'ROLLBACK') throw sqlError(rolledBack);
    },
    script: async (text) => {
      await run({ text, query_timeout: scriptTimeoutMs });
    },
    release: (broken = false) => {
      if (released) return;
      released = true;
      client.release(lost || broken);
    },
  };
}
