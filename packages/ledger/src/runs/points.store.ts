import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { MetricPoint } from './run.ts';

type Sql = Kysely<Tables>;

/** Of the runs that have this metric; in the order of their ids. */
export async function selectMetricIds(
  db: Sql,
  runIds: readonly string[],
  key: string,
): Promise<{ readonly id: number; readonly run_id: string }[]> {
  return db
    .selectFrom('metric')
    .innerJoin('run', 'run.no', 'metric.run_no')
    .select(['metric.id', 'run.id as run_id'])
    .where('run.id', '=', sql<string>`any(${runIds}::text[])`)
    .where('metric.key', '=', key)
    .orderBy('run.id')
    .execute();
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

export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** The first of each of so many equal parts, and the last of all: of few points every one. */
export async function selectSampled(
  db: Sql,
  metricId: number,
  range: StepRange | null,
  most: number,
): Promise<MetricPoint[]> {
  const within = range ? sql`and step between ${range.from}::bigint and ${range.to}::bigint` : sql``;
  const { rows } = await sql<{ readonly at_ms: number; readonly step: number; readonly value: number }>`
    with parted as (
      select step, at_ms, value, ntile(${most}::int) over (order by step, at_ms, value) as part,
        row_number() over (order by step, at_ms, value) as place, count(*) over () as total
      from metric_point where metric_id = ${metricId}::bigint ${within}
    )
    select step, at_ms, value from (
      select parted.*, lag(part) over (order by place) as part_before from parted
    ) as placed
    where part_before is distinct from part or place = total
    order by place`.execute(db);
  return rows.map(({ at_ms: atMs, step, value }) => ({ atMs, step, value }));
}
