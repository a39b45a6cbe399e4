import { type Kysely, sql } from 'kysely';
import type { Actor } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { LoggedModelToImport } from './imported.ts';

type Sql = Kysely<Tables>;

/** Ids of those that were not there. */
export async function insertLoggedModels(
  db: Sql,
  models: readonly LoggedModelToImport[],
  by: Actor,
): Promise<ReadonlySet<string>> {
  if (models.length === 0) return new Set();
  const rows = await db
    .insertInto('logged_model')
    .values(
      models.map((model) => ({
        id: model.id,
        experiment_id: Number(model.experimentId),
        name: model.name,
        model_type: model.modelType,
        source_run_id: model.sourceRunId,
        status: model.status,
        status_message: model.statusMessage,
        created_ms: model.createdMs,
        updated_ms: model.updatedMs,
        created_by: by.name,
        request_id: by.requestId,
        deleted_ms: model.deletedMs,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function loggedModelRows(db: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('logged_model')
    .select(['no', 'id'])
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ id, no }) => [id, no]));
}

/** Models that were being logged when they came first, and are done now. */
export async function endLoggedModels(
  db: Sql,
  here: readonly { readonly no: number; readonly model: LoggedModelToImport }[],
): Promise<void> {
  const ended = here.filter(({ model }) => model.status !== 'pending');
  if (ended.length === 0) return;
  await sql`
    update logged_model
    set status = given.status, status_message = given.status_message, updated_ms = given.updated_ms
    from unnest(
      ${ended.map(({ no }) => no)}::bigint[], ${ended.map(({ model }) => model.status)}::text[],
      ${ended.map(({ model }) => model.statusMessage)}::text[],
      ${ended.map(({ model }) => model.updatedMs)}::bigint[]
    ) as given (no, status, status_message, updated_ms)
    where logged_model.no = given.no and logged_model.status = 'pending'`.execute(db);
}

export interface ModelMetric {
  readonly no: number;
  readonly runNo: number;
  readonly key: string;
  readonly atMs: number;
  readonly step: number;
  readonly value: number;
  readonly datasetName: string;
  readonly datasetDigest: string;
}

export async function insertModelMetrics(db: Sql, metrics: readonly ModelMetric[]): Promise<void> {
  if (metrics.length === 0) return;
  const column = <Value>(of: (metric: ModelMetric) => Value): Value[] => metrics.map(of);
  await sql`
    insert into logged_model_metric
      (model_no, run_no, key, at_ms, step, value, dataset_name, dataset_digest)
    select * from unnest(
      ${column((m) => m.no)}::bigint[], ${column((m) => m.runNo)}::bigint[], ${column((m) => m.key)}::text[],
      ${column((m) => m.atMs)}::bigint[], ${column((m) => m.step)}::bigint[], ${column((m) => m.value)}::float8[],
      ${column((m) => m.datasetName)}::text[], ${column((m) => m.datasetDigest)}::text[]
    )
    on conflict do nothing`.execute(db);
}

export interface RunModel {
  readonly no: number;
  readonly runNo: number;
  readonly role: 'input' | 'output';
  readonly step: number;
}

export async function insertRunModels(db: Sql, links: readonly RunModel[]): Promise<void> {
  if (links.length === 0) return;
  await sql`
    insert into run_model (run_no, model_no, role, step)
    select * from unnest(
      ${links.map(({ runNo }) => runNo)}::bigint[], ${links.map(({ no }) => no)}::bigint[],
      ${links.map(({ role }) => role)}::text[], ${links.map(({ step }) => step)}::bigint[]
    )
    on conflict do nothing`.execute(db);
}
