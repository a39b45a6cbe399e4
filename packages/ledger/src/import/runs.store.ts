import { type Kysely, sql } from 'kysely';
import type { Actor } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { RunToImport } from './imported.ts';

type Sql = Kysely<Tables>;

/** Ids of those that were not there. */
export async function insertRuns(
  db: Sql,
  runs: readonly RunToImport[],
  by: Actor,
  nowMs: number,
): Promise<ReadonlySet<string>> {
  if (runs.length === 0) return new Set();
  const column = <Value>(of: (run: RunToImport) => Value): Value[] => runs.map(of);
  const { rows } = await sql<{ id: string }>`
    insert into run
      (id, experiment_id, name, status, user_name, start_ms, end_ms, deleted_ms, created_ms, updated_ms, created_by, request_id)
    select id, experiment_id, name, status, user_name, start_ms, end_ms, deleted_ms,
      ${nowMs}::bigint, ${nowMs}::bigint, ${by.name}::text, ${by.requestId}::text
    from unnest(
      ${column((run) => run.id)}::text[], ${column((run) => Number(run.experimentId))}::bigint[],
      ${column((run) => run.name)}::text[], ${column((run) => run.status)}::text[],
      ${column((run) => run.userName)}::text[], ${column((run) => run.startMs)}::bigint[],
      ${column((run) => run.endMs)}::bigint[], ${column((run) => run.deletedMs)}::bigint[]
    ) with ordinality as given (id, experiment_id, name, status, user_name, start_ms, end_ms, deleted_ms, at)
    order by at
    on conflict (id) do nothing
    returning id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface LockedRun {
  readonly no: number;
  readonly experimentId: number;
}

/** In the order of their ids, so that two imports of the same runs wait for one another and never for ever. */
export async function lockRuns(db: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, LockedRun>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('run')
    .select(['no', 'id', 'experiment_id'])
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ id, no, experiment_id }) => [id, { no, experimentId: experiment_id }]));
}

/** Runs that had no end when they came first, and have one now. */
export async function endRuns(
  db: Sql,
  here: readonly { readonly no: number; readonly run: RunToImport }[],
  nowMs: number,
): Promise<void> {
  const ended = here.filter(({ run }) => run.status !== 'running' && run.status !== 'scheduled');
  if (ended.length === 0) return;
  await sql`
    update run set status = given.status, end_ms = given.end_ms, updated_ms = ${nowMs}::bigint
    from unnest(
      ${ended.map(({ no }) => no)}::bigint[], ${ended.map(({ run }) => run.status)}::text[],
      ${ended.map(({ run }) => run.endMs)}::bigint[]
    ) as given (no, status, end_ms)
    where run.no = given.no and run.status in ('running', 'scheduled') and run.end_ms is null`.execute(db);
}

/** Numbers of those that there are, deleted or not. */
export async function runNumbers(db: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('run')
    .select(['no', 'id'])
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .forKeyShare()
    .execute();
  return new Map(rows.map(({ id, no }) => [id, no]));
}
