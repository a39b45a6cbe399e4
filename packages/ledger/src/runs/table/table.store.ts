import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../schema/tables.ts';
import { type RunRow, runColumns } from '../run.store.ts';
import type { LoggedColumn } from './run-line.ts';

type Sql = Kysely<Tables>;

const tables = { metrics: 'metric', params: 'run_param', tags: 'run_tag' } as const;

export function selectLines(db: Sql, numbers: readonly number[]): Promise<RunRow[]> {
  return db
    .selectFrom('run')
    .innerJoin('experiment', 'experiment.id', 'run.experiment_id')
    .select(runColumns)
    .where('run.no', '=', sql<number>`any(${numbers}::bigint[])`)
    .execute();
}

export interface LoggedRow {
  readonly run_no: number;
  readonly key: string;
  readonly value: string | number;
}

/** A value can be thousands of characters, and a line of a table shows the first. */
const shownLength = 200;

/** Through the key of each table, run by run: as many look-ups as there are cells. */
export async function selectLogged(
  db: Sql,
  entity: LoggedColumn['entity'],
  numbers: readonly number[],
  keys: readonly string[],
): Promise<readonly LoggedRow[]> {
  const value = entity === 'metrics' ? sql`value` : sql`left(value, ${shownLength}) as value`;
  const { rows } = await sql<LoggedRow>`
    select run_no, key, ${value} from ${sql.table(tables[entity])}
    where run_no = any(${numbers}::bigint[]) and key = any(${keys}::text[])`.execute(db);
  return rows;
}

/**
 * The different keys of what was logged, in order, each found by one step through the index: a thousand keys of
 * millions of rows are a thousand look-ups, where DISTINCT would read them all.
 */
export async function selectKeys(db: Sql, entity: LoggedColumn['entity'], most: number): Promise<string[]> {
  const table = sql.table(tables[entity]);
  const { rows } = await sql<{ key: string }>`
    with recursive known (key) as (
      (select key from ${table} order by key limit 1)
      union all
      select (select later.key from ${table} as later where later.key > known.key order by later.key limit 1)
      from known where known.key is not null
    )
    select key from known where key is not null limit ${most}`.execute(db);
  return rows.map(({ key }) => key);
}

export async function selectExperimentNames(db: Sql, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('experiment')
    .select('name')
    .where('deleted_ms', 'is', null)
    .orderBy('name')
    .limit(most)
    .execute();
  return rows.map(({ name }) => name);
}
