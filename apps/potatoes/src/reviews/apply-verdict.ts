import type { Judged } from '../verdict/judge-reviews.ts';
import type { ReviewChanges, ReviewRow } from './reviews.store.ts';

/**
 * From here on a review is held. A wrong alarm hides an honest opinion until a moderator comes; a miss is seen by
 * everybody and can still be removed. The shipped model learnt from text messages and is less sure of film reviews: of
 * 24,701 reviews of IMDb’s training half it gives 68 this much or more (2.8 of a thousand), at 0.5 it were 1,298, and
 * of the 599 spam messages that it learnt from it misses none.
 */
export const holdFrom = 0.9;

/** What becomes of the review of that edition; null: it has been edited, deleted or judged meanwhile. */
export function applyVerdict(
  review: Pick<ReviewRow, 'state' | 'edition'>,
  asked: Pick<ReviewRow, 'edition'>,
  judged: Judged,
): ReviewChanges | null {
  if (review.state !== 'waiting' || review.edition !== asked.edition) return null;
  const { spam } = judged;
  return {
    state: spam?.isSpam && spam.confidence >= holdFrom ? 'held' : 'shown',
    is_positive: judged.isPositive,
    confidence: judged.confidence,
    unsure: judged.unsure,
    model: judged.model,
    prediction_id: judged.predictionId,
    spam_confidence: spam?.confidence ?? null,
    spam_prediction_id: spam?.predictionId ?? null,
    due_ms: null,
    attempts: 0,
  };
}
