import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Experiment } from './experiment.ts';

type Sql = Kysely<Tables>;
type ExperimentRow = Selectable<Tables['experiment']>;

/** Null where the name is taken, also by one that is deleted. */
export async function insertExperiment(
  db: Sql,
  { name, artifactLocation, nowMs }: { name: string; artifactLocation: string | null; nowMs: number },
): Promise<number | null> {
  const row = await db
    .insertInto('experiment')
    .values({
      name,
      artifact_location: artifactLocation,
      created_ms: nowMs,
      updated_ms: nowMs,
      deleted_ms: null,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export function selectExperimentById(db: Sql, id: number): Promise<ExperimentRow | undefined> {
  return db.selectFrom('experiment').selectAll().where('id', '=', id).executeTakeFirst();
}

export function selectExperimentByName(db: Sql, name: string): Promise<ExperimentRow | undefined> {
  return db.selectFrom('experiment').selectAll().where('name', '=', name).executeTakeFirst();
}

/** Held until the transaction ends, so that what is decided on it stays true. */
export function lockExperiment(db: Sql, id: number): Promise<ExperimentRow | undefined> {
  return db.selectFrom('experiment').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** Runs may be added while it is held, and it may not be deleted. */
export function shareExperiment(
  db: Sql,
  wanted: { readonly id: number } | { readonly name: string },
): Promise<ExperimentRow | undefined> {
  const query = db.selectFrom('experiment').selectAll().forShare();
  return 'id' in wanted
    ? query.where('id', '=', wanted.id).executeTakeFirst()
    : query.where('name', '=', wanted.name).executeTakeFirst();
}

export async function selectExperimentIds(
  db: Sql,
  names: readonly string[],
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  return db
    .selectFrom('experiment')
    .select(['id', 'name'])
    .where('name', '=', sql<string>`any(${names}::text[])`)
    .execute();
}

/** Newest first. */
export function selectExperiments(
  db: Sql,
  { deleted, beforeId, count }: { deleted: boolean | 'either'; beforeId: number | null; count: number },
): Promise<ExperimentRow[]> {
  return db
    .selectFrom('experiment')
    .selectAll()
    .$if(deleted !== 'either', (query) => query.where('deleted_ms', deleted ? 'is not' : 'is', null))
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId as number))
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
}

export async function updateExperimentRow(
  db: Sql,
  id: number,
  change: { name?: string; deleted_ms?: number | null; updated_ms: number },
): Promise<void> {
  await db.updateTable('experiment').set(change).where('id', '=', id).execute();
}

/** Those that are not deleted go with their experiment; the time tells them from those that went before. */
export async function deleteRunsOf(db: Sql, experimentId: number, nowMs: number): Promise<void> {
  await db
    .updateTable('run')
    .set({ deleted_ms: nowMs, updated_ms: nowMs })
    .where('experiment_id', '=', experimentId)
    .where('deleted_ms', 'is', null)
    .execute();
}

export async function restoreRunsOf(
  db: Sql,
  experimentId: number,
  deletedMs: number,
  nowMs: number,
): Promise<void> {
  await db
    .updateTable('run')
    .set({ deleted_ms: null, updated_ms: nowMs })
    .where('experiment_id', '=', experimentId)
    .where('deleted_ms', '=', deletedMs)
    .execute();
}

export async function upsertExperimentTags(
  db: Sql,
  id: number,
  tags: readonly (readonly [string, string])[],
): Promise<void> {
  if (tags.length === 0) return;
  await db
    .insertInto('experiment_tag')
    .values(tags.map(([key, value]) => ({ experiment_id: id, key, value })))
    .onConflict((conflict) =>
      conflict.columns(['experiment_id', 'key']).doUpdateSet({ value: (eb) => eb.ref('excluded.value') }),
    )
    .execute();
}

export function selectExperimentTag(
  db: Sql,
  id: number,
  key: string,
): Promise<{ readonly value: string } | undefined> {
  return db
    .selectFrom('experiment_tag')
    .select('value')
    .where('experiment_id', '=', id)
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function removeExperimentTag(db: Sql, id: number, key: string): Promise<void> {
  await db.deleteFrom('experiment_tag').where('experiment_id', '=', id).where('key', '=', key).execute();
}

/** With their tags, in two statements however many they are. */
export async function experimentsOf(db: Sql, rows: readonly ExperimentRow[]): Promise<Experiment[]> {
  if (rows.length === 0) return [];
  const tags = await db
    .selectFrom('experiment_tag')
    .selectAll()
    .where('experiment_id', '=', sql<number>`any(${rows.map((row) => row.id)}::bigint[])`)
    .orderBy('experiment_id')
    .orderBy('key')
    .execute();
  const byExperiment = Map.groupBy(tags, (tag) => tag.experiment_id);
  return rows.map((row) => ({
    id: String(row.id),
    name: row.name,
    artifactLocation: row.artifact_location,
    tags: Object.fromEntries((byExperiment.get(row.id) ?? []).map(({ key, value }) => [key, value])),
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
    deleted: row.deleted_ms !== null,
  }));
}
