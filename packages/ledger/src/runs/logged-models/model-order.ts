import { type RawBuilder, sql } from 'kysely';
import { LedgerError } from '../../errors.ts';
import { assertStorable } from '../../names.ts';
import type { KeyShape } from '../../page-token.ts';
import { column, ordered, rankedNumber, type SortColumn, shapeOf } from '../filter/sort-columns.ts';
import { runLimits } from '../limits.ts';
import { loggedModelLimits } from './limits.ts';
import type { LoggedModelOrder } from './logged-model.ts';
import { attributeNamed, isTime, type ModelText, type ModelTime } from './model-condition.ts';
import { modelColumn } from './model-condition-to-sql.ts';

/** The whole order that a page follows, and the joins that it needs. */
export interface ModelOrder {
  readonly joins: readonly RawBuilder<unknown>[];
  readonly columns: readonly SortColumn[];
  readonly shape: KeyShape;
}

/**
 * The order asked for, then the newest, then by id, as MLflow has it: no two models are equal in it. NaN, and what a
 * model does not have, come last whichever way the column goes.
 */
export function modelOrder(asked: readonly LoggedModelOrder[]): ModelOrder {
  if (asked.length > loggedModelLimits.orderColumns) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `Logged models are ordered by at most ${loggedModelLimits.orderColumns} fields, not ${asked.length}; leave some out.`,
    );
  }
  const joins: RawBuilder<unknown>[] = [];
  const columns: SortColumn[] = [];
  const named = new Set<string>();
  for (const [at, order] of asked.entries()) {
    const { field, ascending = true } = order;
    assertStorable('A field to order by', field, runLimits.filterLength);
    const dot = field.indexOf('.');
    if (dot < 0) {
      const key = attributeNamed(field);
      if (!key) throw invalidField(field, '');
      named.add(key);
      columns.push(...attributeColumns(key, !ascending));
      continue;
    }
    if (field.slice(0, dot) !== 'metrics') throw invalidField(field, '. Only metrics are supported.');
    const alias = `ordered_${at}`;
    joins.push(latestOf(alias, field.slice(dot + 1), order.dataset ?? {}));
    columns.push(...rankedNumber(sql.ref(`${alias}.value`), !ascending));
  }
  if (!named.has('creation_timestamp_ms')) columns.push(...attributeColumns('creation_timestamp_ms', true));
  if (!named.has('model_id')) columns.push(...attributeColumns('model_id', false));
  return { joins, columns, shape: columns.map(shapeOf) };
}

/** The latest value of a metric, on whichever run. */
function latestOf(
  alias: string,
  key: string,
  { name, digest }: NonNullable<LoggedModelOrder['dataset']>,
): RawBuilder<unknown> {
  const tests = [
    sql`m.model_no = logged_model.no and m.key = ${key}`,
    ...(name ? [sql`m.dataset_name = ${name}`] : []),
    ...(digest ? [sql`m.dataset_digest = ${digest}`] : []),
  ];
  return sql`left join lateral (
      select m.value from logged_model_metric as m where ${sql.join(tests, sql` and `)}
      order by m.at_ms desc, m.step desc, m.run_no, m.value desc limit 1
    ) as ${sql.id(alias)} on true`;
}

function attributeColumns(key: ModelText | ModelTime, descending: boolean): SortColumn[] {
  const expression = modelColumn(key);
  if (isTime(key)) return [column(expression, 'bigint', descending)];
  if (key === 'status') {
    const rank = sql`(case logged_model.status when 'pending' then 1 when 'ready' then 2 else 3 end)`;
    return [column(rank, 'bigint', descending)];
  }
  // The id decides between those whose first characters are the same.
  return [column(key === 'model_id' ? expression : ordered(expression), 'text', descending)];
}

/** In MLflow's words. */
function invalidField(field: string, why: string): LedgerError {
  return new LedgerError('FILTER_INVALID', `Invalid order by field name: ${field.slice(0, 200)}${why}`);
}
