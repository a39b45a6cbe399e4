import { type Kysely, sql } from 'kysely';
import type { Actor } from '../ledger.ts';
import type { RunStatus, Tables } from '../schema/tables.ts';

type Sql = Kysely<Tables>;

/** A run without what was logged to it. */
export interface RunRow {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly experiment_id: number;
  readonly experiment_name: string;
  /** Of the experiment. */
  readonly artifact_location: string | null;
  readonly status: RunStatus;
  readonly user_name: string;
  readonly start_ms: number;
  readonly end_ms: number | null;
  readonly deleted_ms: number | null;
}

export const runColumns = [
  'run.no',
  'run.id',
  'run.name',
  'run.experiment_id',
  'experiment.name as experiment_name',
  'experiment.artifact_location',
  'run.status',
  'run.user_name',
  'run.start_ms',
  'run.end_ms',
  'run.deleted_ms',
] as const;

export interface RunToInsert {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly startMs: number;
  readonly nowMs: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly by: Actor;
}

/** The experiment that a run was to come into, and the run's number: null where there is one with its id. */
export interface InsertedRun {
  readonly experiment_id: number;
  readonly experiment_name: string;
  readonly artifact_location: string | null;
  readonly deleted_ms: number | null;
  readonly no: number | null;
}

/**
 * The run, its tags and the event that tells of it in one statement, for thousands of them are made by one search over
 * parameters. The experiment is held, so that it cannot be deleted while a run comes into it; where there is none,
 * nothing is done.
 */
export async function insertRun(
  db: Sql,
  into: { readonly id: number } | { readonly name: string },
  { id, name, userName, startMs, nowMs, tags, by }: RunToInsert,
): Promise<InsertedRun | undefined> {
  const { rows } = await sql<InsertedRun>`
    with home as (
      select id, name, artifact_location, deleted_ms from experiment
      where ${'id' in into ? sql`id = ${into.id}::bigint` : sql`name = ${into.name}`} for share
    ), made as (
      insert into run
        (id, experiment_id, name, status, user_name, start_ms, created_ms, updated_ms, created_by, request_id)
      select ${id}::text, home.id, ${name}::text, 'running', ${userName}::text, ${startMs}::bigint,
        ${nowMs}::bigint, ${nowMs}::bigint, ${by.name}::text, ${by.requestId}::text
      from home where home.deleted_ms is null
      on conflict (id) do nothing
      returning no, name, experiment_id
    ), tagged as (
      insert into run_tag (run_no, key, value)
      select made.no, given.key, given.value
      from made, unnest(${Object.keys(tags)}::text[], ${Object.values(tags)}::text[]) as given (key, value)
    ), told as (
      insert into event (at_ms, actor, request_id, action, subject_kind, subject, after)
      select ${nowMs}::bigint, ${by.name}::text, ${by.requestId}::text, 'run.created', 'run', ${id}::text,
        jsonb_build_object('name', made.name, 'experimentId', made.experiment_id::text)
      from made
    )
    select home.id as experiment_id, home.name as experiment_name, home.artifact_location, home.deleted_ms, made.no
    from home left join made on true`.execute(db);
  return rows[0];
}

export function selectRunRow(db: Sql, id: string): Promise<RunRow | undefined> {
  return db
    .selectFrom('run')
    .innerJoin('experiment', 'experiment.id', 'run.experiment_id')
    .select(runColumns)
    .where('run.id', '=', id)
    .executeTakeFirst();
}

export function selectRunRows(db: Sql, ids: readonly string[]): Promise<RunRow[]> {
  return db
    .selectFrom('run')
    .innerJoin('experiment', 'experiment.id', 'run.experiment_id')
    .select(runColumns)
    .where('run.id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
}

/**
 * Every change of a run begins with this lock. Changes of one run follow one another, so that none can deadlock with
 * another over the keys that they share, and what one finds unset stays unset until it is done. Readers do not wait.
 */
export function lockRun(db: Sql, id: string): Promise<RunRow | undefined> {
  return db
    .selectFrom('run')
    .innerJoin('experiment', 'experiment.id', 'run.experiment_id')
    .select(runColumns)
    .where('run.id', '=', id)
    .forNoKeyUpdate('run')
    .executeTakeFirst();
}

export interface RunRowChange {
  readonly name?: string;
  readonly status?: RunStatus;
  readonly end_ms?: number | null;
  readonly deleted_ms?: number | null;
}

export async function updateRunRow(db: Sql, no: number, nowMs: number, change: RunRowChange): Promise<void> {
  await db
    .updateTable('run')
    .set({ ...change, updated_ms: nowMs })
    .where('no', '=', no)
    .execute();
}
