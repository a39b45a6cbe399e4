import { isForeignKeyViolation, isUniqueViolation } from '@verdict/db';
import { PotatoesError } from '../errors.ts';
import type { PotatoesDatabase, Tx } from '../tables/tables.ts';
import { enqueueErasures } from '../verdict/errands.store.ts';
import { hashOfText, reviewText } from './review-text.ts';
import { changeReview, insertReview, lockReview, type ReviewRow } from './reviews.store.ts';

export interface ReviewsInput {
  readonly database: PotatoesDatabase;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** The request that brought a review asks Verdict itself; whoever else looks for waiting ones leaves it so long. */
const requestLeaseMs = 15_000;

export interface ReviewToWrite {
  readonly filmId: number;
  readonly author: string;
  readonly ownerId: string;
  readonly text: string;
}

/** On record from here on, and waiting for Verdict. */
export async function writeReview(
  { database, clock }: ReviewsInput,
  { filmId, author, ownerId, text: given }: ReviewToWrite,
): Promise<ReviewRow> {
  const text = reviewText(given);
  const now = clock();
  try {
    return await insertReview(database.sql, {
      filmId,
      author,
      ownerId,
      text,
      textSha256: hashOfText(text),
      writtenMs: now,
      dueMs: now + requestLeaseMs,
    });
  } catch (error) {
    if (isForeignKeyViolation(error)) throw filmUnknown();
    throw isUniqueViolation(error, 'review_text') ? writtenTwice() : error;
  }
}

export interface ReviewToEdit {
  readonly id: number;
  readonly visitorId: string | null;
  readonly text: string;
  /** Which one the author had in front of them. */
  readonly edition: number;
}

/** Asks Verdict anew; what was said of the former text is forgotten, here and there. */
export async function editReview(
  { database, clock }: ReviewsInput,
  { id, visitorId, text: given, edition }: ReviewToEdit,
): Promise<ReviewRow> {
  const text = reviewText(given);
  const textSha256 = hashOfText(text);
  try {
    return await database.transaction(async (tx) => {
      const review = await lockOwn(tx, id, visitorId);
      const now = clock();
      if (review.state === 'removed') throw reviewUnknown();
      if (review.edition !== edition) throw new ReviewChanged(review);
      if (review.text === text) return review;
      await forgetAnswers(tx, review, now);
      return changeReview(tx, review, {
        ...unjudged,
        state: 'waiting',
        text,
        text_sha256: textSha256,
        edition: edition + 1,
        edited_ms: now,
        due_ms: now + requestLeaseMs,
      });
    });
  } catch (error) {
    throw isUniqueViolation(error, 'review_text') ? writtenTwice() : error;
  }
}

/** Leaves a number that says to open pages that it is gone. Gives the film. */
export async function deleteReview(
  { database, clock }: ReviewsInput,
  { id, visitorId }: { readonly id: number; readonly visitorId: string | null },
): Promise<number> {
  return database.transaction(async (tx) => {
    const review = await lockOwn(tx, id, visitorId);
    await eraseReview(tx, review, clock());
    return review.film_id;
  });
}

/** For a client that is told that nothing was done: unless it was judged meanwhile. */
export function withdrawReview(
  { database, clock }: ReviewsInput,
  { id }: ReviewRow,
): Promise<ReviewRow | null> {
  return database.transaction(async (tx) => {
    const review = await lockReview(tx, id);
    if (review && review.state !== 'waiting') return review;
    if (review) await eraseReview(tx, review, clock());
    return null;
  });
}

const unjudged = {
  is_positive: null,
  confidence: null,
  unsure: false,
  model: null,
  prediction_id: null,
  spam_confidence: null,
  spam_prediction_id: null,
  corrected_to: null,
  corrected_by: null,
  attempts: 0,
} as const;

async function eraseReview(tx: Tx, review: ReviewRow, now: number): Promise<void> {
  await forgetAnswers(tx, review, now);
  await changeReview(tx, review, {
    ...unjudged,
    state: 'deleted',
    author: '',
    owner_id: null,
    text: '',
    // What a moderator removed stays known, or its author would soon write it again.
    text_sha256: review.state === 'removed' ? review.text_sha256 : null,
    due_ms: null,
  });
}

async function forgetAnswers(tx: Tx, review: ReviewRow, now: number): Promise<void> {
  await enqueueErasures(tx, [review.prediction_id, review.spam_prediction_id], now);
  await tx.deleteFrom('correction').where('review_id', '=', review.id).execute();
}

async function lockOwn(tx: Tx, id: number, visitorId: string | null): Promise<ReviewRow> {
  const review = await lockReview(tx, id);
  if (!review || review.state === 'deleted') throw reviewUnknown();
  if (review.owner_id === null || review.owner_id !== visitorId) {
    throw new PotatoesError(
      'NOT_YOURS',
      'The review is somebody else’s; edit and delete those that you wrote in this browser.',
    );
  }
  return review;
}

/** With what it is now, so that its author can compare. */
export class ReviewChanged extends PotatoesError {
  readonly review: ReviewRow;

  constructor(review: ReviewRow) {
    super(
      'REVIEW_CHANGED',
      'The review was edited elsewhere since this page read it; compare the two, then save again.',
    );
    this.review = review;
  }
}

export function reviewUnknown(): PotatoesError {
  return new PotatoesError('REVIEW_UNKNOWN', 'There is no such review; it may have been deleted.');
}

export function filmUnknown(): PotatoesError {
  return new PotatoesError('FILM_UNKNOWN', 'There is no such film; GET /movies lists all.');
}

function writtenTwice(): PotatoesError {
  return new PotatoesError(
    'REVIEW_TWICE',
    'The film has a review with these words already; write what is yours alone.',
  );
}
