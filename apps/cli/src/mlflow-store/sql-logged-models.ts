import { numberIn, type Row, type StoreDatabase, textIn, textOrNull } from './database.ts';
import { wireValue } from './metric-lines.ts';
import { entriesOf } from './sql-runs.ts';
import { loggedModelStatusOf } from './statuses.ts';
import type { StoredLoggedModel } from './stored.ts';

const modelsAtOnce = 200;

/** None in databases of 2.x. */
export async function* sqlLoggedModels(db: StoreDatabase, key: string): AsyncGenerator<StoredLoggedModel> {
  if ((await db.columns('logged_models')).size === 0) return;
  const rows = await db.rows(
    `select model_id, name, artifact_location, creation_timestamp_ms, last_updated_timestamp_ms, status,
       lifecycle_stage, model_type, source_run_id, status_message
     from logged_models where experiment_id in (:ids) order by creation_timestamp_ms, model_id`,
    [key],
  );
  for (let at = 0; at < rows.length; at += modelsAtOnce) {
    yield* await readModels(db, rows.slice(at, at + modelsAtOnce));
  }
}

async function readModels(db: StoreDatabase, rows: readonly Row[]): Promise<StoredLoggedModel[]> {
  const ids = rows.map((row) => textIn(row, 'model_id'));
  const ofModels = async (text: string) =>
    Map.groupBy(await db.rows(text, ids), (row) => textIn(row, 'model_id'));
  const params = await ofModels(
    'select model_id, param_key as key, param_value as value from logged_model_params where model_id in (:ids)',
  );
  const tags = await ofModels(
    'select model_id, tag_key as key, tag_value as value from logged_model_tags where model_id in (:ids)',
  );
  const metrics = await ofModels(
    `select model_id, metric_name, metric_timestamp_ms, metric_step, metric_value, run_id, dataset_name, dataset_digest
     from logged_model_metrics where model_id in (:ids)`,
  );
  return rows.map((row) => {
    const id = textIn(row, 'model_id');
    const updated = numberIn(row, 'last_updated_timestamp_ms');
    return {
      id,
      name: textIn(row, 'name'),
      model_type: textIn(row, 'model_type'),
      source_run_id: textOrNull(row, 'source_run_id'),
      status: loggedModelStatusOf(textIn(row, 'status')),
      status_message: textIn(row, 'status_message'),
      created_ms: numberIn(row, 'creation_timestamp_ms'),
      updated_ms: updated,
      deleted_ms: textIn(row, 'lifecycle_stage') === 'deleted' ? updated : null,
      params: entriesOf(params.get(id)),
      tags: entriesOf(tags.get(id)),
      metrics: (metrics.get(id) ?? []).map((metric) => ({
        run_id: textIn(metric, 'run_id'),
        key: textIn(metric, 'metric_name'),
        at_ms: numberIn(metric, 'metric_timestamp_ms'),
        step: numberIn(metric, 'metric_step'),
        value: metric.metric_value === null ? ('NaN' as const) : wireValue(numberIn(metric, 'metric_value')),
        dataset_name: textIn(metric, 'dataset_name'),
        dataset_digest: textIn(metric, 'dataset_digest'),
      })),
      artifactUri: textIn(row, 'artifact_location'),
      ownFolder: null,
    };
  });
}
