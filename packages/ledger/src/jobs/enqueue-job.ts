import { randomUUID } from 'node:crypto';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import type { Job } from './job.ts';
import { keepableJson } from './job-json.ts';
import { insertJob, jobByKey } from './jobs.store.ts';

export interface NewJob {
  readonly kind: string;
  /** Plain JSON. */
  readonly input: unknown;
  /** Minutes of head start on those that are due before; default 0. */
  readonly priority?: number;
  /** Default 3. */
  readonly maxAttempts?: number;
  /** Not before this, by the database's clock; default: at once. */
  readonly dueMs?: number;
  /** Two calls of one actor with the same key are one job. */
  readonly idempotencyKey?: string;
}

/** What a job is asked for is a few settings; rows and files travel as data sets and artifacts. */
const maxInputBytes = 64 * 1024;
/** One failure may be chance, two a coincidence; the third time it is the job. */
const usualAttempts = 3;
const mostAttempts = 100;

/** Inside a caller's transaction, with its ledger, the job is there exactly if all the rest is. */
export async function enqueueJob(
  ledger: Ledger,
  by: Actor,
  { kind, input, priority = 0, maxAttempts = usualAttempts, dueMs, idempotencyKey }: NewJob,
): Promise<{ readonly enqueued: boolean; readonly job: Job }> {
  assertKind(kind);
  assertWhole('priority', priority, -1000, 1000);
  assertWhole('maxAttempts', maxAttempts, 1, mostAttempts);
  if (dueMs !== undefined) assertWhole('dueMs', dueMs, 0, Number.MAX_SAFE_INTEGER);
  if (idempotencyKey !== undefined) assertIdempotencyKey(idempotencyKey);
  const row = {
    id: randomUUID(),
    kind,
    input: keepableJson('input of the job', input, maxInputBytes),
    priority,
    maxAttempts,
    dueMs: dueMs ?? null,
    idempotencyKey: idempotencyKey ?? null,
    createdBy: by.name,
    requestId: by.requestId,
  };
  return ledger.transaction(async (inside) => {
    const job = await insertJob(inside, row);
    if (job) {
      await recordEvent(inside, by, {
        action: 'job.enqueued',
        subjectKind: 'job',
        subject: job.id,
        after: { kind, state: job.state },
      });
      return { enqueued: true, job };
    }
    const known = await jobByKey(inside, { ...row, idempotencyKey: row.idempotencyKey ?? '' });
    if (known?.same) return { enqueued: false, job: known.job };
    throw new LedgerError(
      'IDEMPOTENCY_KEY_USED',
      'The idempotency key was sent before with another job; use a new key for a new job.',
    );
  });
}

function assertKind(kind: string): void {
  if (/^[a-z][a-z0-9-]{0,63}$/.test(kind)) return;
  throw new LedgerError(
    'NAME_INVALID',
    'The kind of a job is 1 to 64 lower-case letters, digits and dashes, and begins with a letter.',
  );
}

function assertIdempotencyKey(key: string): void {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return;
  throw new LedgerError(
    'VALUE_INVALID',
    'The idempotency key is not 1 to 200 printable ASCII characters without blanks; a UUID is a good one.',
  );
}

function assertWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new LedgerError(
    'VALUE_INVALID',
    `${name} is ${value}; give a whole number from ${least} to ${most}.`,
  );
}
