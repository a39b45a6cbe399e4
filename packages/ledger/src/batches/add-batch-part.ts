import type { Ledger } from '../ledger.ts';
import type { BatchPart } from './batch.ts';
import { insertPart, lastPart } from './batches.store.ts';

/** Where the next part begins: what a batch that is taken up again goes on from. */
export async function nextBatchPart(
  ledger: Ledger,
  jobId: string,
): Promise<{ readonly number: number; readonly firstRow: number }> {
  const last = await lastPart(ledger, jobId);
  return last ? { number: last.number + 1, firstRow: last.firstRow + last.rows } : { number: 0, firstRow: 0 };
}

/**
 * Inside the transaction that holds the job. The last part once more is that part: whoever did not hear that it was
 * written writes it again. One that leaves rows out or repeats them is a fault of the worker's.
 */
export async function addBatchPart(
  inside: Ledger,
  jobId: string,
  part: Omit<BatchPart, 'number'>,
): Promise<void> {
  const last = await lastPart(inside, jobId);
  if (last && last.firstRow === part.firstRow && last.sha256 === part.sha256) return;
  const next = last ? last.firstRow + last.rows : 0;
  if (part.firstRow !== next) throw new Error(`a part from row ${part.firstRow} where row ${next} is next`);
  await insertPart(inside, jobId, { ...part, number: last ? last.number + 1 : 0 });
}
