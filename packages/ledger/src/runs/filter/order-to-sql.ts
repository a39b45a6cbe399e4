import { type RawBuilder, sql } from 'kysely';
import type { KeyPart, KeyShape } from '../../page-token.ts';
import type { Condition, OrderColumn } from './condition.ts';
import { attributeColumn } from './filter-to-sql.ts';
import { column, nan, optional, ordered, rankedNumber, type SortColumn, shapeOf } from './sort-columns.ts';

/** A value that was logged, joined to the run so that it can be ordered by. */
export interface SortJoin {
  readonly table: 'metric' | 'run_param' | 'run_tag';
  readonly alias: string;
  readonly key: string;
  /** Runs without it are left out. */
  readonly required: boolean;
}

/** A part of the order that is one query. */
export interface RunSegment {
  readonly joins: readonly SortJoin[];
  readonly where: RawBuilder<boolean> | null;
  readonly columns: readonly SortColumn[];
  /** What the key of every row of it begins with. */
  readonly lead: readonly KeyPart[];
}

/** What follows one another: the second begins where the first has no more. */
export interface RunOrder {
  readonly segments: readonly RunSegment[];
  readonly shape: KeyShape;
}

const tables = { metric: 'metric', param: 'run_param', tag: 'run_tag' } as const;

/**
 * The order asked for, then the latest start, then the latest run: no two runs are equal in it. NaN and what a run does
 * not have come last whichever way the column goes, by a rank before the value: 0 a value, 1 NaN, 2 nothing.
 */
export function runOrder(asked: readonly OrderColumn[], conditions: readonly Condition[] = []): RunOrder {
  const joins: SortJoin[] = [];
  const columns: SortColumn[] = [];
  for (const [at, { by, descending }] of asked.entries()) {
    if (by.entity === 'attribute') {
      columns.push(...attributeColumns(by.key, descending));
      continue;
    }
    const alias = `ordered_${at}`;
    joins.push({ table: tables[by.entity], alias, key: by.key, required: false });
    columns.push(...loggedColumns(sql.ref(`${alias}.value`), by.entity === 'metric', descending));
  }
  // Ties the same way as the start, so that the index on both serves either direction.
  const first = asked[0]?.by;
  const byStart = first?.entity === 'attribute' && first.key === 'start_time' ? asked[0] : null;
  if (!byStart) columns.push(column(sql.ref('run.start_ms'), 'bigint', true));
  columns.push(column(sql.ref('run.no'), 'bigint', byStart ? byStart.descending : true));
  const whole: RunSegment = { joins, where: null, columns, lead: [] };
  return {
    segments:
      first?.entity === 'metric'
        ? byRank(whole, first.key, asked[0].descending).slice(0, ranksLeft(first.key, conditions))
        : [whole],
    shape: columns.map(shapeOf),
  };
}

/**
 * The best of many runs by a metric is asked for most, and an outer join would sort all of them for it. Cut by the rank,
 * the first segment has an inner join, whose order the index on key and value gives.
 */
function byRank(
  { joins: [join, ...joins], columns }: RunSegment,
  key: string,
  descending: boolean,
): RunSegment[] {
  const value = sql.ref(`${join.alias}.value`);
  const required = { ...join, required: true };
  const rest = columns.slice(2);
  return [
    {
      joins: [required, ...joins],
      where: sql<boolean>`${value} < ${nan}`,
      columns: [column(value, 'float8', descending), ...rest],
      lead: [0],
    },
    { joins: [required, ...joins], where: sql<boolean>`${value} = ${nan}`, columns: rest, lead: [1, null] },
    {
      joins,
      where: sql<boolean>`not exists (select 1 from metric where metric.run_no = run.no and metric.key = ${key})`,
      columns: rest,
      lead: [2, null],
    },
  ];
}

/** A run that a comparison of this metric holds of has it, and as NaN only if it was to be unequal. */
function ranksLeft(key: string, conditions: readonly Condition[]): number {
  const tests = conditions.filter((condition) => condition.entity === 'metric' && condition.key === key);
  if (tests.length === 0) return 3;
  return tests.every(({ op }) => op === '!=') ? 2 : 1;
}

/** Where a key lies: its segment, and what of it that segment's columns compare. */
export function placeOf(
  { segments }: RunOrder,
  key: readonly KeyPart[] | null,
): { readonly segment: number; readonly after: readonly KeyPart[] | null } {
  if (!key) return { segment: 0, after: null };
  const segment =
    segments.length === 1
      ? 0
      : Math.max(
          0,
          segments.findIndex(({ lead }) => lead[0] === key[0]),
        );
  return { segment, after: key.slice(segments[segment].lead.length) };
}

function attributeColumns(
  key: Extract<OrderColumn['by'], { entity: 'attribute' }>['key'],
  descending: boolean,
): SortColumn[] {
  const value = attributeColumn(key);
  if (key === 'start_time') return [column(value, 'bigint', descending)];
  if (key === 'end_time') {
    return [rank(sql`(case when ${value} is null then 2 else 0 end)`), optional(value, 'bigint', descending)];
  }
  return [optional(ordered(value), 'text', descending)];
}

function loggedColumns(
  value: RawBuilder<unknown>,
  number: boolean,
  descending: boolean,
): readonly SortColumn[] {
  return number
    ? rankedNumber(value, descending)
    : [
        rank(sql`(case when ${value} is null then 2 else 0 end)`),
        optional(ordered(value), 'text', descending),
      ];
}

function rank(expression: RawBuilder<unknown>): SortColumn {
  return column(expression, 'bigint', false);
}
