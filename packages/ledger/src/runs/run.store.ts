import { type Kysely, sql } from 'kysely';
import type { RunStatus, Tables } from '../schema/tables.ts';

type Sql = Kysely<Tables>;

/** A run without what was logged to it. */
export interface RunRow {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly experiment_id: number;
  readonly experiment_name: string;
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
  'run.status',
  'run.user_name',
  'run.start_ms',
  'run.end_ms',
  'run.deleted_ms',
] as const;

export interface RunToInsert {
  readonly id: string;
  readonly experimentId: number;
  readonly name: string;
  readonly userName: string;
  readonly startMs: number;
  readonly nowMs: number;
  readonly createdBy: string;
  readonly requestId: string | null;
}

/** Null where there is one with this id. */
export async function insertRun(db: Sql, run: RunToInsert): Promise<number | null> {
  const row = await db
    .insertInto('run')
    .values({
      id: run.id,
      experiment_id: run.experimentId,
      name: run.name,
      status: 'running',
      user_name: run.userName,
      start_ms: run.startMs,
      end_ms: null,
      created_ms: run.nowMs,
      updated_ms: run.nowMs,
      created_by: run.createdBy,
      request_id: run.requestId,
      deleted_ms: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('no')
    .executeTakeFirst();
  return row?.no ?? null;
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

export type LockedRun = Pick<
  RunRow,
  'no' | 'id' | 'name' | 'status' | 'end_ms' | 'deleted_ms' | 'experiment_id'
>;

/**
 * Every change of a run begins with this lock. Changes of one run follow one another, so that none can deadlock with
 * another over the keys that they share, and what one finds unset stays unset until it is done. Readers do not wait.
 */
export function lockRun(db: Sql, id: string): Promise<LockedRun | undefined> {
  return db
    .selectFrom('run')
    .select(['no', 'id', 'name', 'status', 'end_ms', 'deleted_ms', 'experiment_id'])
    .where('id', '=', id)
    .forNoKeyUpdate()
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
