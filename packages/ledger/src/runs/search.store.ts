import { expressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import type { KeyPart } from '../page-token.ts';
import type { Tables } from '../schema/tables.ts';
import type { Condition } from './filter/condition.ts';
import { conditionToSql } from './filter/filter-to-sql.ts';
import { placeOf, type RunOrder, type RunSegment } from './filter/order-to-sql.ts';
import { afterKey, keyOf, orderBy, selectKey, type WithKey } from './filter/sort-columns.ts';
import type { RunRow } from './run.store.ts';

export interface RunsWanted {
  /** Null: all. */
  readonly experimentIds: readonly number[] | null;
  readonly deleted: boolean | 'either';
  readonly conditions: readonly Condition[];
  readonly order: RunOrder;
  readonly after: readonly KeyPart[] | null;
  readonly count: number;
}

export interface FoundRun {
  readonly row: RunRow;
  /** Its place in the order. */
  readonly key: readonly KeyPart[];
}

/** The same runs in the same order, and of each its number alone. */
export async function selectFoundNumbers(db: Kysely<Tables>, wanted: RunsWanted): Promise<number[]> {
  const numbers: number[] = [];
  for (const segment of wanted.order.segments) {
    if (numbers.length === wanted.count) break;
    const query = segmentQuery(wanted, segment, null, wanted.count - numbers.length, sql`run.no`);
    for (const { no } of (await query.execute(db)).rows) numbers.push(no);
  }
  return numbers;
}

export async function selectFoundRuns(db: Kysely<Tables>, wanted: RunsWanted): Promise<FoundRun[]> {
  const { segments } = wanted.order;
  let { segment, after } = placeOf(wanted.order, wanted.after);
  const found: FoundRun[] = [];
  for (; segment < segments.length && found.length < wanted.count; segment++, after = null) {
    const { columns, lead } = segments[segment];
    const query = segmentQuery(wanted, segments[segment], after, wanted.count - found.length);
    const { rows } = await query.execute(db);
    for (const row of rows) {
      found.push({ row, key: [...lead, ...keyOf(columns, row)] });
    }
  }
  return found;
}

function segmentQuery(
  { experimentIds, deleted, conditions }: RunsWanted,
  order: RunSegment,
  after: readonly KeyPart[] | null,
  count: number,
  selected: RawBuilder<unknown> = wholeRow(order),
): RawBuilder<RunRow & WithKey> {
  const eb = expressionBuilder<Tables, 'run'>();
  const where: RawBuilder<unknown>[] = conditions.map((each) => sql`${conditionToSql(eb, each)}`);
  if (experimentIds) where.push(inExperiments(experimentIds));
  if (deleted !== 'either')
    where.push(deleted ? sql`run.deleted_ms is not null` : sql`run.deleted_ms is null`);
  if (order.where) where.push(order.where);
  if (after) where.push(afterKey(order.columns, after));
  const joins = order.joins.map(
    ({ table, alias, key, required }) =>
      sql`${sql.raw(required ? 'join' : 'left join')} ${sql.table(table)} as ${sql.id(alias)} on ${sql.id(alias)}.run_no = run.no and ${sql.id(alias)}.key = ${key}`,
  );
  return sql`
    select ${selected}
    from run
    join experiment on experiment.id = run.experiment_id
    ${sql.join(joins, sql` `)}
    where ${where.length > 0 ? sql.join(where, sql` and `) : sql`true`}
    order by ${orderBy(order.columns)}
    limit ${count}`;
}

function wholeRow({ columns }: RunSegment): RawBuilder<unknown> {
  return sql`run.no, run.id, run.name, run.experiment_id, experiment.name as experiment_name,
      experiment.artifact_location, run.status, run.user_name, run.start_ms, run.end_ms, run.deleted_ms, ${selectKey(columns)}`;
}

/** Of one experiment the index gives the runs in order; of several they are sorted. */
function inExperiments(ids: readonly number[]): RawBuilder<unknown> {
  return ids.length === 1
    ? sql`run.experiment_id = ${ids[0]}::bigint`
    : sql`run.experiment_id = any(${ids}::bigint[])`;
}
