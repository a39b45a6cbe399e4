import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../../schema/tables.ts';
import type { LoggedModelRow } from './logged-model.store.ts';
import type { LoggedModel, LoggedModelMetric } from './logged-model.ts';

type Sql = Kysely<Tables>;
type EntryRow = { readonly model_no: number; readonly key: string; readonly value: string };

/** All that is kept of a page of models: four statements, however many models there are. */
export async function loadLoggedModels(
  db: Sql,
  rows: readonly LoggedModelRow[],
  metricsEach: number,
): Promise<LoggedModel[]> {
  if (rows.length === 0) return [];
  const numbers = rows.map((row) => row.no);
  const ofThese = sql<number>`any(${numbers}::bigint[])`;
  const params = entriesByModel(await selectEntries(db, 'logged_model_param', ofThese));
  const tags = entriesByModel(await selectEntries(db, 'logged_model_tag', ofThese));
  const metrics = Map.groupBy(await selectMetrics(db, numbers, metricsEach), (row) => row.model_no);
  const versions = Map.groupBy(
    await selectVersions(
      db,
      rows.map((row) => row.id),
    ),
    (row) => row.logged_model_id,
  );
  return rows.map((row) => ({
    id: row.id,
    experimentId: String(row.experiment_id),
    name: row.name,
    modelType: row.model_type,
    sourceRunId: row.source_run_id,
    status: row.status,
    statusMessage: row.status_message,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
    deleted: row.deleted_ms !== null,
    params: params.get(row.no) ?? {},
    tags: tags.get(row.no) ?? {},
    metrics: (metrics.get(row.no) ?? []).map(metricOf),
    versions: (versions.get(row.id) ?? []).map(({ name, number }) => ({ name, number })),
  }));
}

function selectEntries(
  db: Sql,
  table: 'logged_model_param' | 'logged_model_tag',
  ofThese: RawBuilder<number>,
): Promise<EntryRow[]> {
  return db
    .selectFrom(table)
    .select(['model_no', 'key', 'value'])
    .where('model_no', '=', ofThese)
    .orderBy('model_no')
    .orderBy('key')
    .execute();
}

interface MetricRow {
  readonly model_no: number;
  readonly run_id: string;
  readonly key: string;
  readonly at_ms: number;
  readonly step: number;
  readonly value: number;
  readonly dataset_name: string;
  readonly dataset_digest: string;
}

async function selectMetrics(db: Sql, numbers: readonly number[], each: number): Promise<MetricRow[]> {
  const { rows } = await sql<MetricRow>`
    select newest.*, run.id as run_id
    from unnest(${numbers}::bigint[]) as wanted (no)
    cross join lateral (
      select model_no, run_no, key, at_ms, step, value, dataset_name, dataset_digest
      from logged_model_metric where model_no = wanted.no
      order by at_ms desc, step desc, key desc, run_no desc limit ${each}
    ) as newest
    join run on run.no = newest.run_no
    order by newest.model_no, newest.at_ms, newest.step, newest.key, newest.run_no, newest.value`.execute(db);
  return rows;
}

function metricOf(row: MetricRow): LoggedModelMetric {
  return {
    key: row.key,
    value: row.value,
    atMs: row.at_ms,
    step: row.step,
    runId: row.run_id,
    datasetName: row.dataset_name,
    datasetDigest: row.dataset_digest,
  };
}

async function selectVersions(
  db: Sql,
  ids: readonly string[],
): Promise<{ logged_model_id: string; name: string; number: number }[]> {
  const rows = await db
    .selectFrom('model_version')
    .innerJoin('model', 'model.id', 'model_version.model_id')
    .select(['model_version.logged_model_id', 'model.name', 'model_version.number'])
    .where('model_version.logged_model_id', '=', sql<string>`any(${ids}::text[])`)
    .where('model_version.deleted_ms', 'is', null)
    .orderBy('model.name')
    .orderBy('model_version.number')
    .execute();
  return rows.map((row) => ({ ...row, logged_model_id: row.logged_model_id as string }));
}

function entriesByModel(rows: readonly EntryRow[]): ReadonlyMap<number, Readonly<Record<string, string>>> {
  return new Map(
    [...Map.groupBy(rows, (row) => row.model_no)].map(([no, entries]) => [
      no,
      Object.fromEntries(entries.map(({ key, value }) => [key, value])),
    ]),
  );
}
