import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { KeyPart } from '../../page-token.ts';
import type { Tables } from '../../schema/tables.ts';
import { hashedTest, isPresence, textTest, wholeTest } from '../filter/filter-to-sql.ts';
import {
  afterKey,
  column,
  keyOf,
  optional,
  orderBy,
  ordered,
  type SortColumn,
  selectKey,
  type WithKey,
} from '../filter/sort-columns.ts';
import type {
  ExperimentAttribute,
  ExperimentCondition,
  ExperimentOrderColumn,
} from './experiment-condition.ts';

type ExperimentRow = Selectable<Tables['experiment']>;

export interface ExperimentsWanted {
  readonly deleted: boolean | 'either';
  readonly conditions: readonly ExperimentCondition[];
  readonly order: readonly SortColumn[];
  readonly after: readonly KeyPart[] | null;
  readonly count: number;
}

export interface FoundExperiment {
  readonly row: ExperimentRow;
  /** Its place in the order. */
  readonly key: readonly KeyPart[];
}

const columns: Readonly<Record<ExperimentAttribute, RawBuilder<unknown>>> = {
  name: sql.ref('experiment.name'),
  experiment_id: sql.ref('experiment.id'),
  creation_time: sql.ref('experiment.created_ms'),
  last_update_time: sql.ref('experiment.updated_ms'),
};

/** The order asked for, else the latest made; no two experiments are equal in it. */
export function experimentOrder(asked: readonly ExperimentOrderColumn[]): readonly SortColumn[] {
  const order = asked.length > 0 ? asked : [{ by: 'creation_time', descending: true } as const];
  const byId: ExperimentOrderColumn = { by: 'experiment_id', descending: true };
  const whole = order.some(({ by }) => by === 'experiment_id') ? order : [...order, byId];
  return whole.map(({ by, descending }) =>
    by === 'name'
      ? optional(ordered(columns.name), 'text', descending)
      : column(columns[by], 'bigint', descending),
  );
}

export async function selectFoundExperiments(
  db: Kysely<Tables>,
  { deleted, conditions, order, after, count }: ExperimentsWanted,
): Promise<FoundExperiment[]> {
  const where = conditions.map(conditionToSql);
  if (deleted !== 'either') {
    where.push(deleted ? sql`experiment.deleted_ms is not null` : sql`experiment.deleted_ms is null`);
  }
  if (after) where.push(afterKey(order, after));
  const { rows } = await sql<ExperimentRow & WithKey>`
    select experiment.*, ${selectKey(order)} from experiment
    where ${where.length > 0 ? sql.join(where, sql` and `) : sql`true`}
    order by ${orderBy(order)}
    limit ${count}`.execute(db);
  return rows.map((row) => ({ row, key: keyOf(order, row) }));
}

function conditionToSql(condition: ExperimentCondition): RawBuilder<unknown> {
  switch (condition.entity) {
    case 'name':
      return textTest(columns.name, condition);
    case 'id':
      return condition.not
        ? sql`experiment.id <> all(${condition.ids}::bigint[])`
        : sql`experiment.id = any(${condition.ids}::bigint[])`;
    case 'tag': {
      const test = isPresence(condition) ? sql`true` : hashedTest(sql.ref('experiment_tag.value'), condition);
      const there = sql`exists (select 1 from experiment_tag
        where experiment_tag.experiment_id = experiment.id and experiment_tag.key = ${condition.key} and ${test})`;
      return condition.op === 'is null' ? sql`not ${there}` : there;
    }
    default:
      return wholeTest(columns[condition.entity], condition.op, condition.value);
  }
}
