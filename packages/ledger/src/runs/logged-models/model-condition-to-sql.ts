import { type RawBuilder, sql } from 'kysely';
import type { NumberOp, TextTest } from '../filter/condition.ts';
import { hashedTest, numberTest, textTest, wholeTest } from '../filter/filter-to-sql.ts';
import type { MeasuredOn } from './logged-model.ts';
import type { ModelCondition, ModelText, ModelTime } from './model-condition.ts';

const columns: Readonly<Record<ModelText | ModelTime, RawBuilder<unknown>>> = {
  model_id: sql.ref('logged_model.id'),
  experiment_id: sql`logged_model.experiment_id::text`,
  name: sql.ref('logged_model.name'),
  artifact_location: sql`(
    select rtrim(coalesce(e.artifact_location, 'mlflow-artifacts:/' || e.id), '/') || '/models/' || logged_model.id || '/artifacts'
    from experiment as e where e.id = logged_model.experiment_id)`,
  // Others are not found at all.
  lifecycle_stage: sql`'active'::text`,
  model_type: sql.ref('logged_model.model_type'),
  source_run_id: sql`coalesce(logged_model.source_run_id, '')`,
  status: sql`upper(logged_model.status)`,
  status_message: sql.ref('logged_model.status_message'),
  creation_timestamp_ms: sql.ref('logged_model.created_ms'),
  last_updated_timestamp_ms: sql.ref('logged_model.updated_ms'),
};

export function modelColumn(key: ModelText | ModelTime): RawBuilder<unknown> {
  return columns[key];
}

/** An EXISTS each, so that no model is doubled by what it has often. */
export function modelConditionToSql(
  condition: ModelCondition,
  datasets: readonly MeasuredOn[],
): RawBuilder<boolean> {
  switch (condition.entity) {
    case 'metric':
      return measured([
        sql`m.key = ${condition.key}`,
        numberTest(sql.ref('m.value'), condition.op, condition.value),
        ...(datasets.length > 0 ? [onAnyOf(datasets)] : []),
      ]);
    case 'param':
    case 'tag': {
      const table = sql.table(condition.entity === 'param' ? 'logged_model_param' : 'logged_model_tag');
      const test = hashedTest(sql.ref('e.value'), condition);
      return sql<boolean>`exists (select 1 from ${table} as e where e.model_no = logged_model.no and e.key = ${condition.key} and ${test})`;
    }
    case 'attribute':
      return 'value' in condition && typeof condition.value === 'number'
        ? wholeTest(modelColumn(condition.key), condition.op as NumberOp, condition.value)
        : textTest(modelColumn(condition.key), condition as TextTest);
  }
}

/** Whatever the metric. */
export function measuredOn(datasets: readonly MeasuredOn[]): RawBuilder<boolean> {
  return measured([onAnyOf(datasets)]);
}

function measured(tests: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from logged_model_metric as m where m.model_no = logged_model.no and ${sql.join(tests, sql` and `)})`;
}

function onAnyOf(datasets: readonly MeasuredOn[]): RawBuilder<unknown> {
  return sql`(${sql.join(datasets.map(onDataset), sql` or `)})`;
}

function onDataset({ name, digest }: MeasuredOn): RawBuilder<unknown> {
  return digest === undefined
    ? sql`m.dataset_name = ${name}`
    : sql`(m.dataset_name = ${name} and m.dataset_digest = ${digest})`;
}
