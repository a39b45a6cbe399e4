import { PotatoesError } from '../errors.ts';
import { enqueueFeedback } from '../verdict/errands.store.ts';
import { spamLabelOf } from '../verdict/judge-reviews.ts';
import { changeReview, lockReview, type ReviewRow } from './reviews.store.ts';
import { type ReviewsInput, reviewUnknown } from './reviews.ts';

export type ModerationAction = 'approve' | 'remove';

/**
 * Of what was held, Verdict hears what a person says: spam or not. A removed text goes from here; its hash stays, so
 * that the same is not written again.
 */
export function moderateReview(
  { database, clock }: ReviewsInput,
  { id, action }: { readonly id: number; readonly action: ModerationAction },
): Promise<ReviewRow> {
  return database.transaction(async (tx) => {
    const review = await lockReview(tx, id);
    if (!review || review.state === 'deleted' || review.state === 'removed') throw reviewUnknown();
    if (action === 'approve' && review.state !== 'held') {
      throw new PotatoesError(
        'REVIEW_NOT_HELD',
        'The review does not wait for a moderator; somebody has dealt with it, or its author changed it.',
      );
    }
    if (review.state === 'held' && review.spam_prediction_id !== null) {
      await enqueueFeedback(
        tx,
        {
          predictionId: review.spam_prediction_id,
          label: spamLabelOf(action === 'remove'),
          comment: 'Said on Rotten Potatoes by a moderator.',
        },
        clock(),
      );
    }
    return changeReview(
      tx,
      review,
      action === 'approve' ? { state: 'shown' } : { state: 'removed', text: '', author: '', due_ms: null },
    );
  });
}
