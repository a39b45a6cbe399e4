import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { JobState, Tables } from '../schema/tables.ts';
import type { BatchPart, BatchPriority, TextBatch, Webhook } from './batch.ts';
import { batchKind } from './batch.ts';
import { batchPriority } from './batch-priority.ts';

export interface BatchRow {
  readonly jobId: string;
  readonly model: string;
  readonly version: number;
  readonly modelSha256: string;
  readonly inputSha256: string;
  readonly rows: number;
  readonly webhook: Webhook | null;
  readonly createdMs: number;
}

export async function insertBatch({ sql: db }: Ledger, batch: BatchRow): Promise<void> {
  await db
    .insertInto('batch')
    .values({
      job_id: batch.jobId,
      model: batch.model,
      version: batch.version,
      model_sha256: batch.modelSha256,
      input_sha256: batch.inputSha256,
      rows: batch.rows,
      webhook: batch.webhook && JSON.stringify(batch.webhook),
      created_ms: batch.createdMs,
    })
    .execute();
}

/** What the parts add up to is counted where it is asked: a million rows are two hundred parts. */
const batches = ({ sql: db }: Ledger) =>
  db
    .selectFrom('batch')
    .innerJoin('job', 'job.id', 'batch.job_id')
    .leftJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('batch_part')
          .whereRef('batch_part.job_id', '=', 'batch.job_id')
          .select([
            sql<string>`coalesce(sum(batch_part.rows), 0)`.as('processed'),
            sql<string>`coalesce(sum(batch_part.failed), 0)`.as('failed_rows'),
            sql<string>`coalesce(sum(batch_part.unsure), 0)`.as('unsure_rows'),
          ])
          .as('done'),
      (join) => join.onTrue(),
    )
    .select([
      'batch.job_id',
      'batch.model',
      'batch.version',
      'batch.model_sha256',
      'batch.input_sha256',
      'batch.rows',
      'batch.webhook',
      'job.state',
      'job.priority',
      'job.cancel_asked',
      'job.attempts',
      'job.error',
      'job.created_ms',
      'job.started_ms',
      'job.finished_ms',
      'job.created_by',
      'done.processed',
      'done.failed_rows',
      'done.unsure_rows',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof batches>['execute']>>[number];

export async function selectBatch(ledger: Ledger, jobId: string): Promise<TextBatch | null> {
  if (jobId.includes('\0')) return null;
  const row = await batches(ledger).where('batch.job_id', '=', jobId).executeTakeFirst();
  return row ? batchOf(row) : null;
}

export interface BatchFilter {
  readonly state?: JobState | undefined;
  readonly createdBy?: string | undefined;
}

export async function batchesBefore(
  ledger: Ledger,
  { state, createdBy }: BatchFilter,
  before: { readonly createdMs: number; readonly id: string } | null,
  limit: number,
): Promise<readonly TextBatch[]> {
  let query = batches(ledger).where('job.kind', '=', batchKind);
  if (state !== undefined) query = query.where('job.state', '=', state);
  if (createdBy !== undefined) query = query.where('job.created_by', '=', createdBy);
  if (before) {
    query = query.where(sql<SqlBool>`(job.created_ms, job.id) < (${before.createdMs}, ${before.id})`);
  }
  const rows = await query.orderBy('job.created_ms', 'desc').orderBy('job.id', 'desc').limit(limit).execute();
  return rows.map(batchOf);
}

export async function selectWebhook({ sql: db }: Ledger, jobId: string): Promise<Webhook | null> {
  const row = await db.selectFrom('batch').select('webhook').where('job_id', '=', jobId).executeTakeFirst();
  return row?.webhook ?? null;
}

export interface PartsWanted {
  readonly fromRow: number;
  /** Exclusive. */
  readonly toRow: number;
  readonly most: number;
  /** Those alone that have such a row. */
  readonly only?: 'failed' | 'unsure' | undefined;
  readonly label?: string | undefined;
}

export async function selectParts(
  { sql: db }: Ledger,
  jobId: string,
  { fromRow, toRow, most, only, label }: PartsWanted,
): Promise<readonly BatchPart[]> {
  const rows = await db
    .selectFrom('batch_part')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('first_row', '<', toRow)
    .where(sql<SqlBool>`first_row + rows > ${fromRow}`)
    .$if(only !== undefined, (query) => query.where(only ?? 'failed', '>', 0))
    .$if(label !== undefined, (query) => query.where(sql<SqlBool>`jsonb_exists(counts, ${label})`))
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map(partOf);
}

export async function lastPart({ sql: db }: Ledger, jobId: string): Promise<BatchPart | null> {
  const row = await db
    .selectFrom('batch_part')
    .selectAll()
    .where('job_id', '=', jobId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? partOf(row) : null;
}

export async function insertPart({ sql: db }: Ledger, jobId: string, part: BatchPart): Promise<void> {
  await db
    .insertInto('batch_part')
    .values({
      job_id: jobId,
      number: part.number,
      first_row: part.firstRow,
      rows: part.rows,
      failed: part.failed,
      unsure: part.unsure,
      sha256: part.sha256,
      counts: JSON.stringify(part.counts),
    })
    .execute();
}

/** Rows by label over all parts. */
export async function sumCounts(
  { sql: db }: Ledger,
  jobId: string,
): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom([
      'batch_part',
      sql<{ key: string; value: string }>`jsonb_each_text(batch_part.counts)`.as('label'),
    ])
    .select(['label.key', sql<string>`sum(label.value::bigint)`.as('rows')])
    .where('batch_part.job_id', '=', jobId)
    .groupBy('label.key')
    .orderBy('label.key')
    .execute();
  return Object.fromEntries(rows.map(({ key, rows: count }) => [key, Number(count)]));
}

export async function countQueue({
  sql: db,
}: Ledger): Promise<
  readonly { readonly priority: BatchPriority; readonly state: JobState; readonly jobs: number }[]
> {
  const rows = await db
    .selectFrom('job')
    .select(['priority', 'state', sql<string>`count(*)`.as('jobs')])
    .where('kind', '=', batchKind)
    .where('state', 'in', ['queued', 'running'])
    .groupBy(['priority', 'state'])
    .execute();
  return rows.map(({ priority, state, jobs }) => ({
    priority: batchPriority(priority),
    state,
    jobs: Number(jobs),
  }));
}

/** Ended, and nobody has been told; locked until the transaction ends. One that another process tells is passed by. */
export async function lockUntold({
  sql: db,
}: Ledger): Promise<{ jobId: string; createdBy: string; requestId: string | null } | null> {
  const row = await db
    .selectFrom('batch')
    .innerJoin('job', 'job.id', 'batch.job_id')
    .select(['batch.job_id', 'job.created_by', 'job.request_id'])
    .where('batch.webhook', 'is not', null)
    .where('batch.notified_ms', 'is', null)
    .where('job.state', 'in', ['done', 'failed', 'cancelled'])
    .orderBy('batch.created_ms')
    .limit(1)
    .forUpdate('batch')
    .skipLocked()
    .executeTakeFirst();
  return row ? { jobId: row.job_id, createdBy: row.created_by, requestId: row.request_id } : null;
}

export async function markTold({ sql: db }: Ledger, jobId: string, nowMs: number): Promise<void> {
  await db.updateTable('batch').set({ notified_ms: nowMs }).where('job_id', '=', jobId).execute();
}

/** Ended before then, oldest first; those whose webhook is still to be enqueued stay. */
export async function selectExpired(
  { sql: db }: Ledger,
  beforeMs: number,
  count: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('batch')
    .innerJoin('job', 'job.id', 'batch.job_id')
    .select('batch.job_id')
    .where('job.kind', '=', batchKind)
    .where('job.state', 'in', ['done', 'failed', 'cancelled'])
    .where('job.finished_ms', '<', beforeMs)
    .where((where) =>
      where.or([where('batch.webhook', 'is', null), where('batch.notified_ms', 'is not', null)]),
    )
    .orderBy('job.finished_ms')
    .limit(count)
    .execute();
  return rows.map(({ job_id }) => job_id);
}

/** The job goes too, with its batch and parts; their blobs become garbage. */
export async function deleteBatchJob({ sql: db }: Ledger, jobId: string): Promise<boolean> {
  const deleted = await db.deleteFrom('job').where('id', '=', jobId).executeTakeFirst();
  return Number(deleted.numDeletedRows) > 0;
}

function batchOf(row: Row): TextBatch {
  return {
    jobId: row.job_id,
    state: row.state,
    priority: batchPriority(row.priority),
    model: row.model,
    version: row.version,
    modelSha256: row.model_sha256,
    inputSha256: row.input_sha256,
    rows: row.rows,
    processed: Number(row.processed),
    failed: Number(row.failed_rows),
    unsure: Number(row.unsure_rows),
    cancelAsked: row.cancel_asked,
    attempts: row.attempts,
    error: (row.error as { message: string } | null)?.message ?? null,
    webhookUrl: row.webhook?.url ?? null,
    createdMs: row.created_ms,
    startedMs: row.started_ms,
    finishedMs: row.finished_ms,
    createdBy: row.created_by,
  };
}

function partOf(row: Selectable<Tables['batch_part']>): BatchPart {
  return {
    number: row.number,
    firstRow: row.first_row,
    rows: row.rows,
    failed: row.failed,
    unsure: row.unsure,
    sha256: row.sha256,
    counts: row.counts,
  };
}
