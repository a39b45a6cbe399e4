import { PotatoesError } from '../errors.ts';
import type { Corrector } from '../tables/tables.ts';
import { enqueueFeedback } from '../verdict/errands.store.ts';
import { labelOf } from '../verdict/judge-reviews.ts';
import { selectCorrections, upsertCorrection } from './corrections.store.ts';
import { decideCorrection } from './decide-correction.ts';
import { isOwn, isVisible } from './present-review.ts';
import { changeReview, lockReview, type ReviewRow } from './reviews.store.ts';
import { type ReviewsInput, reviewUnknown } from './reviews.ts';

export interface CorrectionToRecord {
  readonly reviewId: number;
  readonly visitor: { readonly id: string; readonly isModerator: boolean };
  readonly isPositive: boolean;
}

const whoSaid: Readonly<Record<Corrector, string>> = {
  visitor: 'a visitor',
  author: 'the review’s author',
  moderator: 'a moderator',
};

/**
 * What somebody says of what the machine said: one word a visitor, and their last one. The label that is shown stays
 * the machine’s, with what it was corrected to beside it; Verdict is told in due course what holds now.
 */
export function correctReview(
  { database, clock }: ReviewsInput,
  { reviewId, visitor, isPositive }: CorrectionToRecord,
): Promise<ReviewRow> {
  return database.transaction(async (tx) => {
    const review = await lockReview(tx, reviewId);
    const eyes = { visitorId: visitor.id, isModerator: visitor.isModerator };
    if (!review || !(isVisible(review, eyes) || (visitor.isModerator && review.state === 'held'))) {
      throw reviewUnknown();
    }
    if (review.prediction_id === null || review.is_positive === null) {
      throw new PotatoesError(
        'REVIEW_NOT_JUDGED',
        'The machine has not said anything of this review yet; wait until it has.',
      );
    }
    const now = clock();
    const saidBy: Corrector = visitor.isModerator
      ? 'moderator'
      : isOwn(review.owner_id, eyes)
        ? 'author'
        : 'visitor';
    await upsertCorrection(tx, { reviewId, visitorId: visitor.id, saidBy, isPositive, atMs: now });
    const decided = decideCorrection(review.is_positive, await selectCorrections(tx, reviewId));
    const { correctedTo: corrected_to, correctedBy: corrected_by } = decided;
    await enqueueFeedback(
      tx,
      {
        predictionId: review.prediction_id,
        label: labelOf(corrected_to ?? review.is_positive),
        comment: `Said on Rotten Potatoes by ${whoSaid[corrected_by ?? saidBy]}.`,
      },
      now,
    );
    if (corrected_to === review.corrected_to && corrected_by === review.corrected_by) return review;
    return changeReview(tx, review, { corrected_to, corrected_by });
  });
}
