import pg from 'pg';
import { DbError } from '../errors.ts';
import { SqlError, sqlError } from '../sql-error.ts';
import type { Lane, LaneSource } from '../store.ts';

export interface PostgresOptions {
  readonly url: string;
  /** A pool a schema; PostgreSQL's default of 100 connections is shared by every replica. */
  readonly maxConnections?: number;
}

const int8 = 20;
const int8List = 1016;

/** int8 as numbers, as the embedded store gives them: every one of ours is a count, an id or milliseconds, below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return Number;
    if (oid === int8List)
      return (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number));
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export async function openPostgres({ url, maxConnections = 10 }: PostgresOptions): Promise<LaneSource> {
  const pools = new Map<string, pg.Pool>();
  const poolOf = (schema: string): pg.Pool => {
    const known = pools.get(schema);
    if (known) return known;
    const pool = new pg.Pool({
      connectionString: url,
      max: maxConnections,
      application_name: 'verdict',
      options: `-c search_path=${schema}`,
      types,
    });
    // A connection that dies while nobody uses it is replaced when the next one is needed.
    pool.on('error', () => {});
    pools.set(schema, pool);
    return pool;
  };
  return {
    kind: 'postgres',
    lane: async (schema): Promise<Lane> => {
      const client = await poolOf(schema)
        .connect()
        .catch((cause: unknown) => {
          throw asOurs(cause);
        });
      let broken = false;
      const run = async (sql: string, parameters?: readonly unknown[]): Promise<pg.QueryResult> => {
        try {
          return await client.query(sql, parameters && [...parameters]);
        } catch (cause) {
          const error = asOurs(cause);
          broken ||= error instanceof DbError;
          throw error;
        }
      };
      return {
        query: async (sql, parameters) => {
          const { rows, rowCount, command } = await run(sql, parameters);
          return { rows, affected: command === 'SELECT' ? null : rowCount };
        },
        script: async (sql) => {
          await run(sql);
        },
        release: () => client.release(broken),
      };
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

function asOurs(cause: unknown): Error {
  const { code, message } = cause as { code?: string; message: string };
  // SQLSTATEs have five characters; 57P01–03 and class 08 are about the connection, not the statement.
  if (code && /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P0[123])/.test(code)) {
    return cause instanceof SqlError ? cause : sqlError(cause as Parameters<typeof sqlError>[0], cause);
  }
  return new DbError(
    'DATABASE_UNREACHABLE',
    `The database does not answer (${code ?? message}); try again.`,
    { cause },
  );
}
