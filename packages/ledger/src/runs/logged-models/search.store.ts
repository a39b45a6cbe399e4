import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { KeyPart } from '../../page-token.ts';
import type { Tables } from '../../schema/tables.ts';
import { afterKey, keyOf, orderBy, selectKey, type WithKey } from '../filter/sort-columns.ts';
import type { LoggedModelRow } from './logged-model.store.ts';
import type { MeasuredOn } from './logged-model.ts';
import type { ModelCondition } from './model-condition.ts';
import { measuredOn, modelConditionToSql } from './model-condition-to-sql.ts';
import type { ModelOrder } from './model-order.ts';

export interface LoggedModelsWanted {
  readonly experimentIds: readonly number[];
  readonly conditions: readonly ModelCondition[];
  readonly datasets: readonly MeasuredOn[];
  readonly order: ModelOrder;
  readonly after: readonly KeyPart[] | null;
  readonly count: number;
}

export interface FoundLoggedModel {
  readonly row: LoggedModelRow;
  /** Its place in the order. */
  readonly key: readonly KeyPart[];
}

export async function selectFoundModels(
  db: Kysely<Tables>,
  { experimentIds, conditions, datasets, order, after, count }: LoggedModelsWanted,
): Promise<FoundLoggedModel[]> {
  const hasMetric = conditions.some(({ entity }) => entity === 'metric');
  const where: RawBuilder<unknown>[] = [
    sql`logged_model.deleted_ms is null`,
    // Of one experiment the index gives them in order.
    experimentIds.length === 1
      ? sql`logged_model.experiment_id = ${experimentIds[0]}::bigint`
      : sql`logged_model.experiment_id = any(${experimentIds}::bigint[])`,
    ...conditions.map((condition) => modelConditionToSql(condition, datasets)),
    ...(datasets.length > 0 && !hasMetric ? [measuredOn(datasets)] : []),
    ...(after ? [afterKey(order.columns, after)] : []),
  ];
  const { rows } = await sql<LoggedModelRow & WithKey>`
    select logged_model.*, ${selectKey(order.columns)}
    from logged_model
    ${sql.join(order.joins, sql` `)}
    where ${sql.join(where, sql` and `)}
    order by ${orderBy(order.columns)}
    limit ${count}`.execute(db);
  return rows.map((row) => ({ row, key: keyOf(order.columns, row) }));
}
