import { isForeignKeyViolation } from '@verdict/db';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import { enqueueJob } from '../jobs/enqueue-job.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { type BatchPriority, batchKind, type TextBatch, type Webhook } from './batch.ts';
import { jobPriority } from './batch-priority.ts';
import { insertBatch } from './batches.store.ts';
import { getBatch } from './read-batches.ts';

export interface NewBatch {
  /** As the caller named it; what the same key must ask for again. */
  readonly asked: string;
  readonly model: string;
  readonly version: number;
  readonly modelSha256: string;
  /** Gzipped JSON lines, one text each, kept with `keepBlob`. */
  readonly inputSha256: string;
  /** Of the texts themselves, whichever way they were packed. */
  readonly textsSha256: string;
  readonly rows: number;
  readonly priority: BatchPriority;
  readonly webhook: Webhook | null;
  readonly idempotencyKey?: string;
}

/** A worker that dies costs one, and what it has written stays: a long batch may meet several. */
const batchAttempts = 10;

/** Twice with one key by one actor is one batch, also when another version was promoted in between. */
export async function submitBatch(
  ledger: Ledger,
  by: Actor,
  asked: NewBatch,
): Promise<{ readonly submitted: boolean; readonly batch: TextBatch }> {
  const { priority, webhook, idempotencyKey } = asked;
  return ledger
    .transaction(async (inside) => {
      const { enqueued, job } = await enqueueJob(inside, by, {
        kind: batchKind,
        input: {
          model: asked.asked,
          texts_sha256: asked.textsSha256,
          rows: asked.rows,
          webhook: webhook?.url ?? null,
        },
        priority: jobPriority(priority),
        maxAttempts: batchAttempts,
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      });
      if (enqueued) {
        await insertBatch(inside, { ...asked, jobId: job.id, createdMs: job.createdMs });
        await recordEvent(inside, by, {
          action: 'batch.submitted',
          subjectKind: 'job',
          subject: job.id,
          after: { model: asked.model, version: asked.version, rows: asked.rows, priority },
        });
      }
      return { submitted: enqueued, batch: await getBatch(inside, job.id) };
    })
    .catch((error: unknown) => {
      if (!isForeignKeyViolation(error)) throw error;
      throw new LedgerError('BLOB_UNKNOWN', 'The bytes of the batch are not on record; submit it again.', {
        cause: error,
      });
    });
}
