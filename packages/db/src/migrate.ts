import { createHash } from 'node:crypto';
import { DbError } from './errors.ts';
import type { Lane } from './store.ts';

/** One step of a schema, forward only. Once released, neither its name nor its SQL changes. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings a schema up to date in one transaction, so that a failure leaves it as it was. The advisory lock makes
 * replicas that start together queue up, however long a step takes; those that come second find nothing left to do.
 */
export async function migrate(lane: Lane, schema: string, migrations: readonly Migration[]): Promise<void> {
  await lane.script('begin');
  try {
    await lane.script(`
      set local lock_timeout = 0;
      set local statement_timeout = 0;
      set local idle_in_transaction_session_timeout = 0;
      select pg_advisory_xact_lock(${lockNumber(schema)});`);
    await lane.script(`
      create schema if not exists ${quoted(schema)};
      set local search_path to ${quoted(schema)};
      create table if not exists migration (
        number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now()
      );`);
    const { rows } = await lane.query('select number, name, sha256 from migration order by number', []);
    const applied = rows as readonly { number: number; name: string; sha256: string }[];
    assertKnown(applied, migrations, schema);
    for (const [number, { name, sql }] of migrations.entries()) {
      if (number < applied.length) continue;
      await lane.script(sql);
      await lane.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
        number,
        name,
        hashOf(sql),
      ]);
    }
    await lane.script('commit');
  } catch (error) {
    await lane.script('rollback').catch(() => {});
    throw error;
  }
}

export function assertSchemaName(schema: string): void {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) return;
  throw new DbError(
    'SCHEMA_NAME_INVALID',
    `${JSON.stringify(schema)} is no name for a schema; use up to 63 lower-case letters, digits and underscores.`,
  );
}

function assertKnown(
  applied: readonly { readonly name: string; readonly sha256: string }[],
  known: readonly Migration[],
  schema: string,
): void {
  if (applied.length > known.length) {
    throw new DbError(
      'SCHEMA_NEWER',
      `The database’s schema ${schema} was made by a newer Verdict (it has step ${applied[known.length].name}, unknown here); start that version or a newer one.`,
    );
  }
  for (const [at, { name, sha256 }] of applied.entries()) {
    if (name === known[at].name && sha256 === hashOf(known[at].sql)) continue;
    throw new DbError(
      'SCHEMA_DIFFERENT',
      `Step ${at} of the schema ${schema} is ${name} in the database and another ${known[at].name} here; this build and the database do not belong together.`,
    );
  }
}

/** Of the lock, which the whole database shares: others that use advisory locks are unlikely to use this one. */
function lockNumber(schema: string): bigint {
  return createHash('sha256').update(`verdict migrations ${schema}`).digest().readBigInt64BE();
}

function hashOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
