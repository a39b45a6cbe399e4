import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { MetricPoint } from './run.ts';

type Sql = Kysely<Tables>;
type Entries = readonly (readonly [key: string, value: string])[];

/**
 * What is logged goes in as arrays, one a column: a statement has the same text and a handful of parameters whether it
 * brings one row or ten thousand (PostgreSQL takes 65,535 parameters at most).
 */

export interface KeyedPoint extends MetricPoint {
  readonly key: string;
}

export interface Logged {
  readonly params: Entries;
  readonly tags: Entries;
  readonly points: readonly KeyedPoint[];
}

/** The run that it was logged to; where it is deleted, nothing was. */
export interface LoggedTo {
  readonly no: number;
  readonly deleted_ms: number | null;
  /** Parameters that have another value than was given, with the one they keep. */
  readonly changed: Readonly<Record<string, string>> | null;
}

/**
 * Everything in one statement, which holds the run for as long as it takes. A statement that waited for another's lock
 * still sees the rows that there were before, so nothing here asks what there is: every INSERT meets the row that is
 * there by its conflict, and RETURNING says what it found.
 *
 * A metric is at its highest step, there at its latest time, there at its greatest value, NaN above all: MLflow's order.
 */
export async function insertLogged(
  db: Sql,
  runId: string,
  { params, tags, points }: Logged,
): Promise<LoggedTo | undefined> {
  const parts = [
    ...(params.length > 0 ? [paramsPart(params)] : []),
    ...(tags.length > 0 ? [tagsPart(tags)] : []),
    ...(points.length > 0 ? [pointsPart(points)] : []),
  ];
  const changed = sql`(select jsonb_object_agg(kept.key, kept.value) from kept join asked using (key) where kept.value <> asked.value)`;
  const { rows } = await sql<LoggedTo>`
    with target as (
      select no, deleted_ms from run where id = ${runId} for no key update
    ), active as (
      select no from target where deleted_ms is null
    )${sql.join(parts, sql``)}
    select no, deleted_ms, ${params.length > 0 ? changed : sql`null`} as changed from target`.execute(db);
  return rows[0];
}

/** The update changes nothing: it is there so that RETURNING tells the value of a parameter that was there before. */
function paramsPart(params: Entries): RawBuilder<unknown> {
  return sql`, asked as (
      select * from unnest(${keysOf(params)}::text[], ${valuesOf(params)}::text[]) as asked (key, value)
    ), kept as (
      insert into run_param (run_no, key, value)
      select active.no, asked.key, asked.value from active, asked
      on conflict (run_no, key) do update set value = run_param.value
      returning key, value
    )`;
}

function tagsPart(tags: Entries): RawBuilder<unknown> {
  return sql`, tagged as (
      insert into run_tag (run_no, key, value)
      select active.no, given.key, given.value
      from active, unnest(${keysOf(tags)}::text[], ${valuesOf(tags)}::text[]) as given (key, value)
      on conflict (run_no, key) do update set value = excluded.value where run_tag.value <> excluded.value
    )`;
}

function pointsPart(points: readonly KeyedPoint[]): RawBuilder<unknown> {
  const column = <Value>(of: (point: KeyedPoint) => Value): Value[] => points.map(of);
  const later = sql`(excluded.step, excluded.at_ms, excluded.value) > (metric.step, metric.at_ms, metric.value)`;
  return sql`, given as (
      select * from unnest(
        ${column((p) => p.key)}::text[], ${column((p) => p.step)}::bigint[],
        ${column((p) => p.atMs)}::bigint[], ${column((p) => p.value)}::float8[]
      ) as given (key, step, at_ms, value)
    ), latest as (
      select distinct on (key) key, step, at_ms, value from given order by key, step desc, at_ms desc, value desc
    ), moved as (
      insert into metric (run_no, key, step, at_ms, value)
      select active.no, latest.key, latest.step, latest.at_ms, latest.value from active, latest
      on conflict (run_no, key) do update set
        step = case when ${later} then excluded.step else metric.step end,
        at_ms = case when ${later} then excluded.at_ms else metric.at_ms end,
        value = case when ${later} then excluded.value else metric.value end
      returning id, key
    ), pointed as (
      insert into metric_point (metric_id, at_ms, step, value)
      select moved.id, given.at_ms, given.step, given.value from given join moved using (key)
      on conflict do nothing
    )`;
}

export async function upsertRunTags(db: Sql, runNo: number, tags: Entries): Promise<void> {
  await sql`
    insert into run_tag (run_no, key, value)
    select ${runNo}::bigint, key, value from unnest(${keysOf(tags)}::text[], ${valuesOf(tags)}::text[]) as given (key, value)
    on conflict (run_no, key) do update set value = excluded.value where run_tag.value <> excluded.value`.execute(
    db,
  );
}

export function selectRunTag(
  db: Sql,
  runNo: number,
  key: string,
): Promise<{ readonly value: string } | undefined> {
  return db
    .selectFrom('run_tag')
    .select('value')
    .where('run_no', '=', runNo)
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function removeRunTag(db: Sql, runNo: number, key: string): Promise<void> {
  await db.deleteFrom('run_tag').where('run_no', '=', runNo).where('key', '=', key).execute();
}

function keysOf(entries: Entries): string[] {
  return entries.map(([key]) => key);
}

function valuesOf(entries: Entries): string[] {
  return entries.map(([, value]) => value);
}
