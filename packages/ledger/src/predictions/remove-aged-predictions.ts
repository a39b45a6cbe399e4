import type { Ledger } from '../ledger.ts';
import { settleFeedback } from './feedback.store.ts';
import { firstPredictionIdAt } from './prediction-id.ts';
import { deleteAgedLabelTasks, deleteAgedPredictions, deleteAgedShadowAnswers } from './predictions.store.ts';

export interface AgingOptions {
  /** What was predicted before this goes. */
  readonly beforeMs: number;
  readonly signal?: AbortSignal;
}

/** One statement's worth: some 50 ms, so that nobody who writes meanwhile waits long. */
const chunkRows = 5000;

/**
 * Removes old predictions, oldest first, a chunk a statement. Several processes may do it at once: each skips what
 * another has locked. Feedback stays, and keeps what it was about.
 */
export async function removeAgedPredictions(
  { sql: db }: Ledger,
  { beforeMs, signal }: AgingOptions,
): Promise<number> {
  const beforeId = firstPredictionIdAt(beforeMs);
  await settleFeedback(db);
  let removed = 0;
  for (const remove of [deleteAgedPredictions, deleteAgedShadowAnswers, deleteAgedLabelTasks]) {
    for (let deleted = chunkRows; deleted === chunkRows; ) {
      signal?.throwIfAborted();
      deleted = await remove(db, beforeId, chunkRows);
      if (remove === deleteAgedPredictions) removed += deleted;
    }
  }
  return removed;
}
