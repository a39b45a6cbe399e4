import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { JobState, Tables } from '../schema/tables.ts';
import type { Job, JobProgress } from './job.ts';
import type { JobStanding } from './job-transition.ts';

type Row = Selectable<Tables['job']>;

/**
 * Now, by the database's clock: the one clock that all workers share. A machine whose own is an hour off neither
 * takes a job away from a worker that lives nor waits an hour to take up a dead one's. `clock_timestamp` and not
 * `now()`, which is the beginning of the transaction.
 */
const databaseNow: RawBuilder<number> = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
const after = (ms: number): RawBuilder<number> => sql`${databaseNow} + ${Math.round(ms)}::bigint`;

/**
 * Whose turn it is: a step of priority is a minute's head start on those that are due before. Strictly by priority, a
 * stream of urgent jobs would keep the others waiting for ever. As the index `job_turn` has it.
 */
const turn: RawBuilder<number> = sql`(due_ms - priority * 60000)`;

export interface NewJobRow {
  readonly id: string;
  readonly kind: string;
  readonly input: string;
  readonly priority: number;
  readonly maxAttempts: number;
  readonly dueMs: number | null;
  readonly idempotencyKey: string | null;
  readonly createdBy: string;
  readonly requestId: string | null;
}

/** Null where the caller has used the key before. */
export async function insertJob(ledger: Ledger, job: NewJobRow): Promise<Job | null> {
  const row = await ledger.sql
    .insertInto('job')
    .values({
      id: job.id,
      kind: job.kind,
      input: job.input,
      state: 'queued',
      priority: job.priority,
      max_attempts: job.maxAttempts,
      due_ms: job.dueMs ?? databaseNow,
      idempotency_key: job.idempotencyKey,
      created_ms: databaseNow,
      created_by: job.createdBy,
      request_id: job.requestId,
    })
    .onConflict((conflict) => conflict.columns(['created_by', 'idempotency_key']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ? jobOf(row) : null;
}

export async function jobByKey(
  ledger: Ledger,
  wanted: Pick<NewJobRow, 'kind' | 'input' | 'createdBy'> & { readonly idempotencyKey: string },
): Promise<{ readonly job: Job; readonly same: boolean } | null> {
  const row = await ledger.sql
    .selectFrom('job')
    .selectAll()
    .select(sql<SqlBool>`kind = ${wanted.kind} and input = ${wanted.input}::jsonb`.as('same'))
    .where('created_by', '=', wanted.createdBy)
    .where('idempotency_key', '=', wanted.idempotencyKey)
    .executeTakeFirst();
  return row ? { job: jobOf(row), same: Boolean(row.same) } : null;
}

export async function jobById(ledger: Ledger, id: string): Promise<Job | null> {
  if (id.includes('\0')) return null;
  const row = await ledger.sql.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? jobOf(row) : null;
}

export async function countsOfJobs(
  ledger: Ledger,
): Promise<readonly { readonly kind: string; readonly state: JobState; readonly jobs: number }[]> {
  const rows = await ledger.sql
    .selectFrom('job')
    .select(['kind', 'state', sql<number>`count(*)`.as('jobs')])
    .groupBy(['kind', 'state'])
    .orderBy('kind')
    .orderBy('state')
    .execute();
  return rows.map(({ kind, state, jobs }) => ({ kind, state, jobs: Number(jobs) }));
}

export interface HeldJob {
  readonly job: Job;
  readonly token: string | null;
}

/** The job as nobody else can change it until the transaction ends. */
export async function lockJob(ledger: Ledger, id: string): Promise<HeldJob | null> {
  if (id.includes('\0')) return null;
  const row = await ledger.sql
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? { job: jobOf(row), token: row.lease_token } : null;
}

/** The running job of these kinds whose lease ran out first; one that another worker is just taking is passed by. */
export async function lockDeserted(ledger: Ledger, kinds: readonly string[]): Promise<Job | null> {
  const row = await ledger.sql
    .selectFrom('job')
    .selectAll()
    .where('state', '=', 'running')
    .where('lease_ms', '<', databaseNow)
    .where('kind', 'in', kinds)
    .orderBy('lease_ms')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ? jobOf(row) : null;
}

export async function lockQueued(ledger: Ledger, kinds: readonly string[]): Promise<Job | null> {
  const row = await ledger.sql
    .selectFrom('job')
    .selectAll()
    .where('state', '=', 'queued')
    .where('due_ms', '<=', databaseNow)
    .where('kind', 'in', kinds)
    .orderBy(turn)
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ? jobOf(row) : null;
}

/** Whether another job of the kind waits that comes before this one. */
export async function moreUrgentJob(ledger: Ledger, id: string, kind: string): Promise<boolean> {
  const row = await ledger.sql
    .selectFrom('job')
    .select('id')
    .where('state', '=', 'queued')
    .where('due_ms', '<=', databaseNow)
    .where('kind', '=', kind)
    .where(
      sql<SqlBool>`${turn} < (select held.due_ms - held.priority * 60000 from job as held where held.id = ${id})`,
    )
    .orderBy(turn)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface Lease {
  readonly worker: string;
  readonly token: string;
  readonly leaseMs: number;
}

export async function writeClaim(ledger: Ledger, id: string, to: JobStanding, lease: Lease): Promise<Job> {
  const row = await ledger.sql
    .updateTable('job')
    .set({
      state: to.state,
      attempts: to.attempts,
      worker: lease.worker,
      lease_token: lease.token,
      lease_ms: after(lease.leaseMs),
      progress: null,
      error: null,
      started_ms: sql<number>`coalesce(started_ms, ${databaseNow})`,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return jobOf(row);
}

export interface Ending {
  readonly result?: string | null;
  readonly error?: string | null;
  /** Until it is due again, where it goes back into the queue; null: due as it was, so that it keeps its turn. */
  readonly waitMs?: number | null;
}

/**
 * The state that a step led to. The token of one that ended stays: its worker, which may not have heard that it
 * did, can ask again and is told.
 */
export async function writeStanding(
  ledger: Ledger,
  id: string,
  to: JobStanding,
  { result, error, waitMs = 0 }: Ending = {},
): Promise<Job> {
  const ended = to.state === 'done' || to.state === 'failed' || to.state === 'cancelled';
  const row = await ledger.sql
    .updateTable('job')
    .set({
      state: to.state,
      attempts: to.attempts,
      cancel_asked: to.cancelAsked,
      ...(result !== undefined && { result }),
      ...(error !== undefined && { error }),
      ...(ended && { finished_ms: databaseNow, lease_ms: null }),
      ...(to.state === 'queued' && {
        ...(waitMs !== null && { due_ms: after(waitMs) }),
        worker: null,
        lease_token: null,
        lease_ms: null,
        progress: null,
      }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return jobOf(row);
}

/** Whether a cancel was asked for; null where the token holds no running job any more. */
export async function extendLease(
  ledger: Ledger,
  lease: {
    readonly id: string;
    readonly token: string;
    readonly leaseMs: number;
    readonly progress: JobProgress | null;
  },
): Promise<boolean | null> {
  const row = await ledger.sql
    .updateTable('job')
    .set({
      lease_ms: after(lease.leaseMs),
      ...(lease.progress && { progress: JSON.stringify(lease.progress) }),
    })
    .where('id', '=', lease.id)
    .where('lease_token', '=', lease.token)
    .where('state', '=', 'running')
    .returning('cancel_asked')
    .executeTakeFirst();
  return row ? row.cancel_asked : null;
}

export interface JobFilter {
  readonly kind?: string | undefined;
  readonly state?: JobState | undefined;
}

export async function jobsBefore(
  ledger: Ledger,
  { kind, state }: JobFilter,
  before: { readonly createdMs: number; readonly id: string } | null,
  limit: number,
): Promise<readonly Job[]> {
  let query = ledger.sql.selectFrom('job').selectAll();
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (state !== undefined) query = query.where('state', '=', state);
  if (before) query = query.where(sql<SqlBool>`(created_ms, id) < (${before.createdMs}, ${before.id})`);
  const rows = await query.orderBy('created_ms', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(jobOf);
}

function jobOf(row: Row): Job {
  return {
    id: row.id,
    kind: row.kind,
    input: row.input,
    state: row.state,
    priority: row.priority,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    dueMs: row.due_ms,
    worker: row.worker,
    leaseMs: row.lease_ms,
    cancelAsked: row.cancel_asked,
    progress: row.progress as JobProgress | null,
    result: row.result,
    error: row.error as { message: string } | null,
    createdMs: row.created_ms,
    startedMs: row.started_ms,
    finishedMs: row.finished_ms,
    createdBy: row.created_by,
    requestId: row.request_id,
  };
}
