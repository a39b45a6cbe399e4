import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from '../../schema/tables.ts';
import type {
  Condition,
  NumberOp,
  PresenceTest,
  TextAttribute,
  TextTest,
  TimeAttribute,
} from './condition.ts';

type RunExpressions = ExpressionBuilder<Tables, 'run'>;

const attributeColumns: Readonly<Record<TextAttribute | TimeAttribute, RawBuilder<unknown>>> = {
  run_id: sql.ref('run.id'),
  run_name: sql.ref('run.name'),
  status: sql.ref('run.status'),
  user_id: sql.ref('run.user_name'),
  start_time: sql.ref('run.start_ms'),
  end_time: sql.ref('run.end_ms'),
  artifact_uri: sql`(rtrim(coalesce(experiment.artifact_location, 'mlflow-artifacts:/' || experiment.id), '/') || '/' || run.id || '/artifacts')`,
};

export function attributeColumn(key: TextAttribute | TimeAttribute): RawBuilder<unknown> {
  return attributeColumns[key];
}

/**
 * A comparison with something that was logged is an EXISTS: no row of a run is doubled by it, PostgreSQL turns it into
 * a semi-join, and the index on key and value finds the runs.
 */
export function conditionToSql(eb: RunExpressions, condition: Condition): Expression<SqlBool> {
  switch (condition.entity) {
    case 'metric':
      return eb.exists(
        eb
          .selectFrom('metric')
          .select(sql<number>`1`.as('one'))
          .whereRef('metric.run_no', '=', 'run.no')
          .where('metric.key', '=', condition.key)
          .where(numberTest(sql.ref('metric.value'), condition.op, condition.value)),
      );
    case 'param':
    case 'tag': {
      const table = condition.entity === 'param' ? ('run_param' as const) : ('run_tag' as const);
      const logged = eb
        .selectFrom(table)
        .select(sql<number>`1`.as('one'))
        .whereRef(`${table}.run_no`, '=', 'run.no')
        .where(`${table}.key`, '=', condition.key);
      if (!isPresence(condition))
        return eb.exists(logged.where(hashedTest(sql.ref(`${table}.value`), condition)));
      return condition.op === 'is null' ? eb.not(eb.exists(logged)) : eb.exists(logged);
    }
    case 'dataset':
      return eb.exists(
        eb
          .selectFrom('run_input')
          .select(sql<number>`1`.as('one'))
          .whereRef('run_input.run_no', '=', 'run.no')
          .where(
            (condition.key === 'name' ? hashedTest : textTest)(
              sql.ref(`run_input.${condition.key}`),
              condition,
            ),
          ),
      );
    case 'attribute':
      return 'value' in condition && typeof condition.value === 'number'
        ? wholeTest(attributeColumn(condition.key), condition.op as NumberOp, condition.value)
        : textTest(attributeColumn(condition.key), condition as TextTest);
  }
}

export function isPresence<Test extends { readonly op: string }>(
  test: Test | PresenceTest,
): test is PresenceTest {
  return test.op === 'is null' || test.op === 'is not null';
}

/** Of a column of whole numbers, which any number may be compared with. */
export function wholeTest(column: RawBuilder<unknown>, op: NumberOp, value: number): RawBuilder<boolean> {
  return Number.isSafeInteger(value)
    ? sql<boolean>`${column} ${sql.raw(op)} ${value}::bigint`
    : sql<boolean>`${column}::float8 ${sql.raw(op)} ${value}::float8`;
}

/** NaN is unequal to every number and in no other relation to it; PostgreSQL has it equal to itself and above all. */
export function numberTest(column: RawBuilder<unknown>, op: NumberOp, value: number): RawBuilder<boolean> {
  const test = sql<boolean>`${column} ${sql.raw(op)} ${value}::float8`;
  return op === '>' || op === '>=' ? sql<boolean>`${test} and ${column} < 'NaN'::float8` : test;
}

/** `escape ''`: a backslash in a pattern is a backslash, as in MLflow. */
export function textTest(column: RawBuilder<unknown>, test: TextTest): RawBuilder<boolean> {
  switch (test.op) {
    case '=':
      return sql<boolean>`${column} = ${test.value}`;
    case '!=':
      return sql<boolean>`${column} <> ${test.value}`;
    case 'like':
      return sql<boolean>`${column} like ${test.value} escape ''`;
    case 'ilike':
      return sql<boolean>`${column} ilike ${test.value} escape ''`;
    case 'in':
      return sql<boolean>`${column} = any(${test.values}::text[])`;
    case 'not in':
      return sql<boolean>`${column} <> all(${test.values}::text[])`;
  }
}

/** Where the index is on the hash, because a value can be longer than a row of an index. */
export function hashedTest(column: RawBuilder<unknown>, test: TextTest): RawBuilder<boolean> {
  const exact = textTest(column, test);
  return test.op === '=' ? sql<boolean>`md5(${column}) = md5(${test.value}) and ${exact}` : exact;
}
