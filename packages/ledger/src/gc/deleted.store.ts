import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';

type Db = Kysely<Tables>;

/** Something that was deleted long enough ago, and the model version that still refers to it. */
export interface Doomed {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly experiment: { readonly id: number; readonly artifactLocation: string | null };
  readonly keptBy: string | null;
}

export interface DoomedPage {
  readonly deletedBeforeMs: number;
  readonly after: number;
  readonly count: number;
}

/** An address with this as one of its parts: `mlflow-artifacts:/0/<id>/artifacts`, `runs:/<id>/model`, `models:/<id>`. */
const names = (address: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`position('/' || ${id} || '/' in ${address} || '/') > 0`;

/** One version that is not deleted, `reviews@3`, of those to which `refers` applies; `v` is the version. */
const keptBy = (refers: RawBuilder<boolean>, id: RawBuilder<unknown>) => sql<string | null>`(
  select m.name || '@' || v.number from model_version v join model m on m.id = v.model_id
  where v.deleted_ms is null
    and (${refers} or ${names(sql`v.source`, id)} or ${names(sql`coalesce(v.storage_location, '')`, id)})
  order by v.id limit 1
)`;

/** In the order of their numbers, held until the transaction ends: nobody restores them meanwhile. */
export async function selectDoomedRuns(
  db: Db,
  { deletedBeforeMs, after, count }: DoomedPage,
): Promise<Doomed[]> {
  const { rows } = await sql<DoomedRow>`
    select r.no, r.id, r.name, e.id as experiment_id, e.artifact_location,
      ${keptBy(sql<boolean>`v.run_no = r.no or v.said_run_id = r.id`, sql`r.id`)} as kept_by
    from run r join experiment e on e.id = r.experiment_id
    where r.no > ${after} and (r.deleted_ms < ${deletedBeforeMs} or e.deleted_ms < ${deletedBeforeMs})
    order by r.no limit ${count} for update of r`.execute(db);
  return rows.map(doomedOf);
}

export async function selectDoomedLoggedModels(
  db: Db,
  { deletedBeforeMs, after, count }: DoomedPage,
): Promise<Doomed[]> {
  const { rows } = await sql<DoomedRow>`
    select l.no, l.id, l.name, e.id as experiment_id, e.artifact_location,
      ${keptBy(sql<boolean>`v.logged_model_id = l.id`, sql`l.id`)} as kept_by
    from logged_model l join experiment e on e.id = l.experiment_id
    where l.no > ${after} and (l.deleted_ms < ${deletedBeforeMs} or e.deleted_ms < ${deletedBeforeMs})
    order by l.no limit ${count} for update of l`.execute(db);
  return rows.map(doomedOf);
}

/**
 * Those of which nothing is left but what a version refers to by a path alone. The first one stays: clients log to it
 * without asking.
 */
export async function selectDoomedExperiments(
  db: Db,
  { deletedBeforeMs, after, count }: DoomedPage,
): Promise<Doomed[]> {
  const { rows } = await sql<DoomedRow>`
    select e.id as no, e.id::text as id, e.name, e.id as experiment_id, e.artifact_location, (
      select m.name || '@' || v.number from model_version v join model m on m.id = v.model_id
      where v.deleted_ms is null and e.artifact_location is null
        and starts_with(coalesce(v.storage_location, v.source), 'mlflow-artifacts:/' || e.id || '/')
      order by v.id limit 1
    ) as kept_by
    from experiment e
    where e.id > ${after} and e.id > 0 and e.deleted_ms < ${deletedBeforeMs}
      and not exists (select 1 from run r where r.experiment_id = e.id)
      and not exists (select 1 from logged_model l where l.experiment_id = e.id)
    order by e.id limit ${count} for update of e`.execute(db);
  return rows.map(doomedOf);
}

/** With all that was logged to them. Deleted versions let go of them. */
export async function deleteRuns(db: Db, nos: readonly number[]): Promise<void> {
  if (nos.length === 0) return;
  await db
    .updateTable('model_version')
    .set({ run_no: null })
    .where('run_no', 'in', nos)
    .where('deleted_ms', 'is not', null)
    .execute();
  await db.deleteFrom('run').where('no', 'in', nos).execute();
}

export async function deleteLoggedModels(db: Db, nos: readonly number[]): Promise<void> {
  if (nos.length > 0) await db.deleteFrom('logged_model').where('no', 'in', nos).execute();
}

export async function deleteExperiments(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('experiment').where('id', 'in', ids).execute();
}

/** What is deleted and not long enough ago. */
export async function countDeletedSince(db: Db, deletedBeforeMs: number): Promise<number> {
  const { rows } = await sql<{ things: number }>`
    select (
      (select count(*) from run where deleted_ms >= ${deletedBeforeMs})
      + (select count(*) from logged_model where deleted_ms >= ${deletedBeforeMs})
      + (select count(*) from experiment where deleted_ms >= ${deletedBeforeMs})
    )::int as things`.execute(db);
  return rows[0].things;
}

interface DoomedRow {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly experiment_id: number;
  readonly artifact_location: string | null;
  readonly kept_by: string | null;
}

function doomedOf(row: DoomedRow): Doomed {
  return {
    no: row.no,
    id: row.id,
    name: row.name,
    experiment: { id: row.experiment_id, artifactLocation: row.artifact_location },
    keptBy: row.kept_by,
  };
}
