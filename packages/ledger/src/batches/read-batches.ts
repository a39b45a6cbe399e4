import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import type { JobState } from '../schema/tables.ts';
import { type BatchPriority, batchPriorities, type TextBatch, type Webhook } from './batch.ts';
import { batchesBefore, countQueue, selectBatch, selectWebhook, sumCounts } from './batches.store.ts';

export async function getBatch(ledger: Ledger, jobId: string): Promise<TextBatch> {
  const batch = await selectBatch(ledger, jobId);
  if (!batch) throw batchUnknown();
  return batch;
}

export interface BatchesWanted extends PageOptions {
  readonly state?: JobState;
  /** Only what this actor has submitted. */
  readonly createdBy?: string;
}

/** Newest first. */
export async function listBatches(ledger: Ledger, wanted: BatchesWanted = {}): Promise<Page<TextBatch>> {
  const { state, createdBy } = wanted;
  const query = ['batches', state ?? null, createdBy ?? null];
  const limit = pageLimit(wanted.limit);
  const after = decodePageToken(query, wanted.pageToken, ['integer', 'string']);
  const before = after && { createdMs: Number(after[0]), id: String(after[1]) };
  const rows = await batchesBefore(ledger, { state, createdBy }, before, limit + 1);
  return pageOf(rows, limit, {
    item: (batch) => batch,
    token: ({ createdMs, jobId }) => encodePageToken(query, [createdMs, jobId]),
  });
}

/** Rows by label, of what has been written so far. */
export async function batchLabels(ledger: Ledger, jobId: string): Promise<Readonly<Record<string, number>>> {
  return sumCounts(ledger, jobId);
}

export type BatchQueue = Readonly<
  Record<BatchPriority, { readonly queued: number; readonly running: number }>
>;

export async function batchQueue(ledger: Ledger): Promise<BatchQueue> {
  const counts = await countQueue(ledger);
  const jobs = (priority: BatchPriority, state: JobState): number =>
    counts
      .filter((count) => count.priority === priority && count.state === state)
      .reduce((sum, count) => sum + count.jobs, 0);
  return Object.fromEntries(
    batchPriorities.map((priority) => [
      priority,
      { queued: jobs(priority, 'queued'), running: jobs(priority, 'running') },
    ]),
  ) as BatchQueue;
}

/** Where its end is to be told, and with which secret. */
export async function batchWebhook(ledger: Ledger, jobId: string): Promise<Webhook | null> {
  return selectWebhook(ledger, jobId);
}

export function batchUnknown(): LedgerError {
  return new LedgerError(
    'BATCH_UNKNOWN',
    'There is no such batch, or it has aged out; list the batches to see which there are.',
  );
}
