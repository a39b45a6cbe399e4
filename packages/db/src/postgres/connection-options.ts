import type pg from 'pg';
import { DbError } from '../errors.ts';
import { int8ListOf, int8Type, listOfInt8Type } from '../int8.ts';
import type { PostgresLimits } from './limits.ts';

export interface PoolOptions {
  readonly url: string;
  readonly schema: string;
  readonly maxConnections: number;
  readonly limits: PostgresLimits;
  readonly types: pg.CustomTypesConfig;
}

export function poolConfig({ url, schema, maxConnections, limits, types }: PoolOptions): pg.PoolConfig {
  return {
    connectionString: withSearchPath(url, schema),
    max: maxConnections,
    application_name: 'verdict',
    types,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    statement_timeout: limits.statementTimeoutMs,
    lock_timeout: limits.lockTimeoutMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionTimeoutMs,
    query_timeout: limits.answerTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: limits.keepAliveDelayMs,
    idleTimeoutMillis: limits.idleTimeoutMs,
    maxLifetimeSeconds: limits.maxLifetimeSeconds,
  };
}

/** The URL may bring options of its own, which would take the place of ours. */
export function withSearchPath(url: string, schema: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new DbError(
      'DATABASE_REFUSED',
      'DATABASE_URL is no address of a PostgreSQL database; write postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
    );
  }
  const own = parsed.searchParams.get('options');
  parsed.searchParams.set('options', `${own ? `${own} ` : ''}-c search_path=${schema}`);
  return parsed.href;
}

export function typesAsOurs(standard: pg.CustomTypesConfig): pg.CustomTypesConfig {
  const parserOf = (oid: number, format?: 'text' | 'binary') => {
    if (oid === int8Type) return Number;
    if (oid === listOfInt8Type) return int8ListOf;
    return standard.getTypeParser(oid, format as 'text');
  };
  return { getTypeParser: parserOf as pg.CustomTypesConfig['getTypeParser'] };
}
