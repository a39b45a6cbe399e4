import type { Ledger } from '../ledger.ts';
import { deleteLostFeedback, settleFeedback } from './feedback.store.ts';
import { firstPredictionIdAt } from './prediction-id.ts';

/** Many times longer than any process holds on to its log; ids that somebody made up come to nothing by then too. */
const awaitedMs = 24 * 60 * 60 * 1000;
/** One statement's worth, as of predictions. */
const chunkRows = 5000;

/**
 * Feedback that came before its prediction learns what it was about; where that never came, it counts for nothing and
 * goes. Several processes may do it at once.
 */
export async function removeLostFeedback(
  { sql: db, clock }: Ledger,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  await settleFeedback(db);
  const beforeId = firstPredictionIdAt(clock() - awaitedMs);
  let removed = 0;
  for (let deleted = chunkRows; deleted === chunkRows; removed += deleted) {
    signal?.throwIfAborted();
    deleted = await deleteLostFeedback(db, beforeId, chunkRows);
  }
  return removed;
}
