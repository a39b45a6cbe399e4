import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../schema/tables.ts';

type Sql = Kysely<Tables>;

export interface CurveMetric {
  readonly id: number;
  readonly run_no: number;
  readonly key: string;
}

/** Those with more than one point: two steps into the index of the points, however many there are. */
export async function selectCurveMetrics(
  db: Sql,
  runNumbers: readonly number[],
): Promise<readonly CurveMetric[]> {
  const { rows } = await sql<CurveMetric>`
    select metric.id, metric.run_no, metric.key from metric
    where metric.run_no = any(${runNumbers}::bigint[])
      and (select count(*) from (select 1 from metric_point where metric_id = metric.id limit 2) as two) > 1
    order by metric.run_no, metric.key`.execute(db);
  return rows;
}

type Point = readonly [step: number, atMs: number, value: number];

export interface ThinnedCurve {
  readonly total: number;
  readonly points: readonly { readonly step: number; readonly atMs: number; readonly value: number }[];
}

interface Extent {
  readonly total: number;
  readonly low_step: number;
  readonly high_step: number;
  readonly low_ms: number;
  readonly high_ms: number;
  readonly first: Point;
  readonly last: Point;
}

/**
 * Of every stretch of the axis the lowest and the highest point, with the first and the last of all, so that no spike is
 * lost: what a line of so many pixels would show of them all. NaN stands only for a stretch that has nothing else. The
 * history is read twice and sorted never, so a million points cost as many comparisons and no memory.
 *
 * The stretches are of steps, or of time where all points are of one step. An array of doubles is compared from its
 * front: the least one with the value before the step is the lowest point, and carries where it stands.
 */
export async function selectThinned(db: Sql, metricId: number, most: number): Promise<ThinnedCurve> {
  const { rows } = await sql<Extent>`
    select count(*) as total, min(step) as low_step, max(step) as high_step, min(at_ms) as low_ms, max(at_ms) as high_ms,
      min(array[step, at_ms, value]) as first, max(array[step, at_ms, value]) as last
    from metric_point where metric_id = ${metricId}::bigint`.execute(db);
  const [extent] = rows;
  const total = Number(extent.total);
  if (total === 0) return { total, points: [] };
  const points =
    total <= most ? await selectAll(db, metricId) : await selectEdges(db, metricId, extent, most);
  return {
    total,
    points: points.map(([step, atMs, value]) => ({
      step: Number(step),
      atMs: Number(atMs),
      value: Number(value),
    })),
  };
}

async function selectAll(db: Sql, metricId: number): Promise<readonly Point[]> {
  const rows = await db
    .selectFrom('metric_point')
    .select(['step', 'at_ms', 'value'])
    .where('metric_id', '=', metricId)
    .orderBy('step')
    .orderBy('at_ms')
    .orderBy('value')
    .execute();
  return rows.map(({ step, at_ms, value }) => [step, at_ms, value]);
}

async function selectEdges(
  db: Sql,
  metricId: number,
  { low_step, high_step, low_ms, high_ms, first, last }: Extent,
  most: number,
): Promise<readonly Point[]> {
  const stretches = Math.max(1, Math.floor(most / 2));
  const bySteps = Number(low_step) < Number(high_step);
  const [low, high] = bySteps ? [low_step, high_step] : [low_ms, high_ms];
  const axis = sql.ref(bySteps ? 'step' : 'at_ms');
  const { rows } = await sql<{ low: Point; high: Point | null }>`
    select min(array[value, step, at_ms]) as low,
      max(array[value, step, at_ms]) filter (where value < 'NaN'::float8) as high
    from metric_point where metric_id = ${metricId}::bigint
    group by width_bucket(${axis}::float8, ${Number(low)}::float8, ${Number(high) + 1}::float8, ${stretches}::integer)`.execute(
    db,
  );
  const edges = rows.flatMap(({ low, high }) => (high ? [low, high] : [low]));
  const all = [first, last, ...edges.map(([value, step, atMs]): Point => [step, atMs, value])];
  const once = new Map(all.map((point) => [point.join(), point]));
  return [...once.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}
