import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tables } from '../../schema/tables.ts';
import type { LoggedModelStatus } from './logged-model.ts';

type Sql = Kysely<Tables>;
type Entries = readonly (readonly [key: string, value: string])[];
export type LoggedModelRow = Selectable<Tables['logged_model']>;

export interface LoggedModelToInsert {
  readonly id: string;
  readonly experimentId: number;
  readonly name: string;
  readonly modelType: string;
  readonly sourceRunId: string | null;
  readonly nowMs: number;
  readonly createdBy: string;
  readonly requestId: string | null;
}

export function insertLoggedModel(db: Sql, model: LoggedModelToInsert): Promise<LoggedModelRow> {
  return db
    .insertInto('logged_model')
    .values({
      id: model.id,
      experiment_id: model.experimentId,
      name: model.name,
      model_type: model.modelType,
      source_run_id: model.sourceRunId,
      status: 'pending',
      created_ms: model.nowMs,
      updated_ms: model.nowMs,
      created_by: model.createdBy,
      request_id: model.requestId,
      deleted_ms: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function selectLoggedModel(db: Sql, id: string): Promise<LoggedModelRow | undefined> {
  return db.selectFrom('logged_model').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Changes of one model follow one another. */
export function lockLoggedModel(db: Sql, id: string): Promise<LoggedModelRow | undefined> {
  return db.selectFrom('logged_model').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export async function updateLoggedModel(
  db: Sql,
  no: number,
  change: {
    readonly updated_ms: number;
    readonly status?: LoggedModelStatus;
    readonly deleted_ms?: number;
  },
): Promise<void> {
  await db.updateTable('logged_model').set(change).where('no', '=', no).execute();
}

/** Those that were not there. */
export async function insertModelParams(db: Sql, modelNo: number, params: Entries): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into logged_model_param (model_no, key, value)
    select ${modelNo}::bigint, key, value from unnest(${keysOf(params)}::text[], ${valuesOf(params)}::text[]) as given (key, value)
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

export async function upsertModelTags(db: Sql, modelNo: number, tags: Entries): Promise<void> {
  await sql`
    insert into logged_model_tag (model_no, key, value)
    select ${modelNo}::bigint, key, value from unnest(${keysOf(tags)}::text[], ${valuesOf(tags)}::text[]) as given (key, value)
    on conflict (model_no, key) do update set value = excluded.value where logged_model_tag.value <> excluded.value`.execute(
    db,
  );
}

export async function selectModelEntries(
  db: Sql,
  table: 'logged_model_param' | 'logged_model_tag',
  modelNo: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom(table)
    .select(['key', 'value'])
    .where('model_no', '=', modelNo)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute();
  return new Map(rows.map(({ key, value }) => [key, value]));
}

export async function removeModelTag(db: Sql, modelNo: number, key: string): Promise<void> {
  await db.deleteFrom('logged_model_tag').where('model_no', '=', modelNo).where('key', '=', key).execute();
}

function keysOf(entries: Entries): string[] {
  return entries.map(([key]) => key);
}

function valuesOf(entries: Entries): string[] {
  return entries.map(([, value]) => value);
}
