import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { MetricPoint } from './run.ts';

type Sql = Kysely<Tables>;
type Entries = readonly (readonly [key: string, value: string])[];

/**
 * What is logged goes in as arrays, one a column: a statement has the same text and a handful of parameters whether it
 * brings one row or ten thousand (PostgreSQL takes 65,535 parameters at most).
 */

/** Those that were not there. */
export async function insertParams(db: Sql, runNo: number, params: Entries): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into run_param (run_no, key, value)
    select ${runNo}::bigint, key, value from unnest(${keysOf(params)}::text[], ${valuesOf(params)}::text[]) as given (key, value)
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

export async function selectParams(db: Sql, runNo: number, keys: readonly string[]): Promise<Entries> {
  const rows = await db
    .selectFrom('run_param')
    .select(['key', 'value'])
    .where('run_no', '=', runNo)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute();
  return rows.map(({ key, value }) => [key, value]);
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

export interface KeyedPoint extends MetricPoint {
  readonly key: string;
}

/**
 * Points and the latest of each metric in one statement. A metric is at its highest step, there at its latest time,
 * there at its greatest value, NaN above all: MLflow's order. `ids` joins what this statement inserted or moved with
 * what was there before and stayed: the rows of its own that a statement sees are those that it returns.
 *
 * The caller holds the run's lock.
 */
export async function insertPoints(db: Sql, runNo: number, points: readonly KeyedPoint[]): Promise<void> {
  const column = <Value>(of: (point: KeyedPoint) => Value): Value[] => points.map(of);
  await sql`
    with given as (
      select * from unnest(
        ${column((p) => p.key)}::text[], ${column((p) => p.step)}::bigint[],
        ${column((p) => p.atMs)}::bigint[], ${column((p) => p.value)}::float8[]
      ) as given (key, step, at_ms, value)
    ), latest as (
      select distinct on (key) key, step, at_ms, value from given order by key, step desc, at_ms desc, value desc
    ), moved as (
      insert into metric (run_no, key, step, at_ms, value)
      select ${runNo}::bigint, key, step, at_ms, value from latest
      on conflict (run_no, key) do update
        set step = excluded.step, at_ms = excluded.at_ms, value = excluded.value
        where (excluded.step, excluded.at_ms, excluded.value) > (metric.step, metric.at_ms, metric.value)
      returning id, key
    ), ids as (
      select id, key from moved
      union
      select metric.id, metric.key from metric join latest using (key) where metric.run_no = ${runNo}::bigint
    )
    insert into metric_point (metric_id, at_ms, step, value)
    select ids.id, given.at_ms, given.step, given.value from given join ids using (key)
    on conflict do nothing`.execute(db);
}

export function selectMetricId(
  db: Sql,
  runNo: number,
  key: string,
): Promise<{ readonly id: number } | undefined> {
  return db
    .selectFrom('metric')
    .select('id')
    .where('run_no', '=', runNo)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** In the order of their key, so that any page costs what the first does. */
export async function selectPoints(
  db: Sql,
  metricId: number,
  after: MetricPoint | null,
  count: number,
): Promise<MetricPoint[]> {
  const rows = await db
    .selectFrom('metric_point')
    .select(['at_ms', 'step', 'value'])
    .where('metric_id', '=', metricId)
    .$if(after !== null, (query) => {
      const { atMs, step, value } = after as MetricPoint;
      return query.where(
        sql<boolean>`(at_ms, step, value) > (${atMs}::bigint, ${step}::bigint, ${value}::float8)`,
      );
    })
    .orderBy('at_ms')
    .orderBy('step')
    .orderBy('value')
    .limit(count)
    .execute();
  return rows.map(({ at_ms: atMs, step, value }) => ({ atMs, step, value }));
}

export interface InputRow {
  readonly name: string;
  readonly digest: string;
  readonly context: string;
  readonly sourceType: string;
  readonly source: string;
  readonly schema: string | null;
  readonly profile: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly datasetVersionId: number | null;
}

/** Those that are there already stay as they are. */
export async function insertInputs(db: Sql, runNo: number, inputs: readonly InputRow[]): Promise<void> {
  await db
    .insertInto('run_input')
    .values(
      inputs.map((input) => ({
        run_no: runNo,
        name: input.name,
        digest: input.digest,
        context: input.context,
        source_type: input.sourceType,
        source: input.source,
        schema: input.schema,
        profile: input.profile,
        tags: JSON.stringify(input.tags),
        dataset_version_id: input.datasetVersionId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function keysOf(entries: Entries): string[] {
  return entries.map(([key]) => key);
}

function valuesOf(entries: Entries): string[] {
  return entries.map(([, value]) => value);
}
