import { type RawBuilder, sql } from 'kysely';
import type { KeyPart, KeyShape } from '../../page-token.ts';
import { runLimits } from '../limits.ts';

/** One column of the whole order that a page follows. */
export interface SortColumn {
  readonly expression: RawBuilder<unknown>;
  /** The type that a part of the key is cast to. */
  readonly type: 'bigint' | 'float8' | 'text';
  readonly descending: boolean;
  /** Can be null; nulls are told apart by a rank before it and never compared. */
  readonly optional: boolean;
}

/** What a row brings of its place in the order. */
export type WithKey = Record<`key_${number}`, KeyPart>;

export const nan = sql`'NaN'::float8`;

/** The columns as `key_0`, `key_1`, …, so that a row tells its place. */
export function selectKey(columns: readonly SortColumn[]): RawBuilder<unknown> {
  return sql.join(columns.map(({ expression }, at) => sql`${expression} as ${sql.id(`key_${at}`)}`));
}

export function keyOf(columns: readonly SortColumn[], row: WithKey): readonly KeyPart[] {
  return columns.map((_, at) => row[`key_${at}`]);
}

export function orderBy(columns: readonly SortColumn[]): RawBuilder<unknown> {
  return sql.join(
    columns.map(({ expression, descending }) => sql`${expression} ${sql.raw(descending ? 'desc' : 'asc')}`),
  );
}

/** True of the rows that come after the one with this key. */
export function afterKey(columns: readonly SortColumn[], key: readonly KeyPart[]): RawBuilder<boolean> {
  if (columns.every(({ descending, optional }) => !optional && descending === columns[0].descending)) {
    const left = sql.join(columns.map(({ expression }) => expression));
    const right = sql.join(columns.map((each, at) => part(each, key[at])));
    return sql<boolean>`(${left}) ${sql.raw(columns[0].descending ? '<' : '>')} (${right})`;
  }
  const chain = columns.reduceRight<RawBuilder<boolean>>((later, each, at) => {
    // The rank before it was the same, so both have no value.
    if (key[at] === null) return later;
    const value = part(each, key[at]);
    const beyond = sql<boolean>`${each.expression} ${sql.raw(each.descending ? '<' : '>')} ${value}`;
    return sql<boolean>`(${beyond} or (${each.expression} = ${value} and ${later}))`;
  }, sql<boolean>`false`);
  const [first] = columns;
  // Follows from the rest, and lets an index begin in its middle.
  return sql<boolean>`(${first.expression} ${sql.raw(first.descending ? '<=' : '>=')} ${part(first, key[0])} and ${chain})`;
}

function part({ type }: SortColumn, value: KeyPart): RawBuilder<unknown> {
  return type === 'text' ? sql`${value}::text collate "C"` : sql`${value}::${sql.raw(type)}`;
}

/** In the order of bytes, which is the same in every database. */
export function ordered(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(left(${value}, ${sql.lit(runLimits.orderedTextLength)}) collate "C")`;
}

/** NaN, and what is not there, come last whichever way the column goes: by a rank, 0 a value, 1 NaN, 2 nothing. */
export function rankedNumber(value: RawBuilder<unknown>, descending: boolean): readonly SortColumn[] {
  const rank = sql`(case when ${value} is null then 2 when ${value} = ${nan} then 1 else 0 end)`;
  // NaN gives way to null: its rank says all.
  return [column(rank, 'bigint', false), optional(sql`nullif(${value}, ${nan})`, 'float8', descending)];
}

export function column(
  expression: RawBuilder<unknown>,
  type: SortColumn['type'],
  descending: boolean,
): SortColumn {
  return { expression, type, descending, optional: false };
}

export function optional(
  expression: RawBuilder<unknown>,
  type: SortColumn['type'],
  descending: boolean,
): SortColumn {
  return { expression, type, descending, optional: true };
}

export function shapeOf({ type, optional }: SortColumn): KeyShape[number] {
  if (type === 'text') return 'string?';
  if (type === 'float8') return 'double?';
  return optional ? 'integer?' : 'integer';
}
