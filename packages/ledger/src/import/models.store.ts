import type { Kysely } from 'kysely';
import type { Actor } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { ModelToImport, VersionToImport } from './imported.ts';
import type { NumberedVersion } from './imported-version.ts';

type Sql = Kysely<Tables>;

/** The locked row, as it is: one that is deleted stays so. */
export async function lockOrInsertModel(
  db: Sql,
  { name, description, createdMs, updatedMs }: ModelToImport,
): Promise<{ readonly id: number; readonly deleted_ms: number | null; readonly added: boolean }> {
  const inserted = await db
    .insertInto('model')
    .values({ name, description, created_ms: createdMs, updated_ms: updatedMs })
    .onConflict((on) => on.column('name').doNothing())
    .returning(['id', 'deleted_ms'])
    .executeTakeFirst();
  if (inserted) return { ...inserted, added: true };
  const there = await db
    .selectFrom('model')
    .select(['id', 'deleted_ms'])
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { ...there, added: false };
}

/** All numbers that were ever given. */
export async function selectNumbers(db: Sql, modelId: number): Promise<ReadonlyMap<number, NumberedVersion>> {
  const rows = await db
    .selectFrom('model_version')
    .select(['id', 'number', 'format', 'created_ms', 'deleted_ms'])
    .where('model_id', '=', modelId)
    .execute();
  return new Map(
    rows.map(({ id, number, format, created_ms, deleted_ms }) => [
      number,
      { id, format, createdMs: created_ms, deletedMs: deleted_ms },
    ]),
  );
}

export interface VersionToInsert {
  readonly modelId: number;
  readonly runNo: number | null;
  readonly storageLocation: string | null;
  readonly version: VersionToImport;
  readonly by: Actor;
}

export async function insertVersion(
  db: Sql,
  { modelId, runNo, storageLocation, version, by }: VersionToInsert,
): Promise<number> {
  const { id } = await db
    .insertInto('model_version')
    .values({
      model_id: modelId,
      number: version.number,
      run_no: runNo,
      said_run_id: version.runId ?? '',
      format: 'other',
      blob_sha256: null,
      bytes: null,
      source: version.source,
      storage_location: storageLocation,
      status: version.status,
      stage: version.stage,
      description: version.description,
      user_name: version.userName,
      run_link: version.runLink,
      logged_model_id: version.loggedModelId,
      created_ms: version.createdMs,
      updated_ms: version.updatedMs,
      deleted_ms: version.deletedMs,
      created_by: by.name,
      request_id: by.requestId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Alias to the id of its version. */
export async function selectAliases(db: Sql, modelId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('model_alias')
    .select(['alias', 'version_id'])
    .where('model_id', '=', modelId)
    .execute();
  return new Map(rows.map(({ alias, version_id }) => [alias, version_id]));
}

/** The alias and the record of its move; call it with the model locked. */
export async function insertAlias(
  db: Sql,
  by: Actor,
  {
    modelId,
    alias,
    versionId,
    nowMs,
  }: {
    readonly modelId: number;
    readonly alias: string;
    readonly versionId: number;
    readonly nowMs: number;
  },
): Promise<void> {
  await db.insertInto('model_alias').values({ model_id: modelId, alias, version_id: versionId }).execute();
  await db
    .insertInto('alias_move')
    .values({
      model_id: modelId,
      alias,
      from_id: null,
      to_id: versionId,
      kind: 'set',
      reason: 'imported',
      judgement_id: null,
      at_ms: nowMs,
      actor: by.name,
      request_id: by.requestId,
    })
    .execute();
}
