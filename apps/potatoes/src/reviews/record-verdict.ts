import type { PotatoesDatabase } from '../tables/tables.ts';
import { enqueueErasures } from '../verdict/errands.store.ts';
import type { Judged } from '../verdict/judge-reviews.ts';
import { applyVerdict } from './apply-verdict.ts';
import { changeReview, lockReview, type ReviewRow } from './reviews.store.ts';

/**
 * Keeps what Verdict said of a review as it was when it was asked. What comes too late leaves no trace: the text that
 * it was about would else lie in Verdict’s log, and nobody would know of it when its author deletes it.
 */
export function recordVerdict(
  database: PotatoesDatabase,
  asked: ReviewRow,
  judged: Judged,
  now: number,
): Promise<ReviewRow | null> {
  return database.transaction(async (tx) => {
    const review = (await lockReview(tx, asked.id)) ?? null;
    const changes = review && applyVerdict(review, asked, judged);
    if (review && changes) return changeReview(tx, review, changes);
    await enqueueErasures(tx, [judged.predictionId, judged.spam?.predictionId ?? null], now);
    return review;
  });
}
