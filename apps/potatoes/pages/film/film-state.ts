import type { FilmPage, ReviewOnPage, ReviewsReply, Score, ScoreDay } from '../page-data.ts';

/** A film's page as it lives: answers to the visitor and changes by others arrive in any order. */
export interface FilmState {
  readonly score: Score;
  readonly days: readonly ScoreDay[];
  /** The film's revision that the score is of. */
  readonly scoreRevision: number;
  /** Newest first. */
  readonly reviews: readonly ReviewOnPage[];
  readonly next: string | null;
  /** Gone, and in which revision of the film: an edited review comes back once it has been read again. */
  readonly removed: ReadonlyMap<number, number>;
  /** Came while the page was open, by other people. */
  readonly arrived: ReadonlySet<number>;
}

export function openFilm(page: FilmPage): FilmState {
  return {
    score: page.film.score,
    days: page.days,
    scoreRevision: page.revision,
    reviews: page.reviews,
    next: page.nextReviews,
    removed: new Map(),
    arrived: new Set(),
  };
}

/**
 * What is older than what is known changes nothing. Whose a review is stays known: a connection that is older than the
 * visitor's first review does not know whom it talks to.
 */
export function withReview(state: FilmState, review: ReviewOnPage): FilmState {
  const known = state.reviews.find(({ id }) => id === review.id);
  const newest = known?.revision ?? state.removed.get(review.id) ?? 0;
  if (review.revision < newest) return state;
  const last = state.reviews.at(-1);
  // Beyond what was fetched so far: it comes with its page, and here it would stand in the wrong place.
  if (!known && state.next !== null && last && isNewer(last, review)) return state;
  const others = state.reviews.filter(({ id }) => id !== review.id);
  const told = known
    ? {
        ...review,
        isOwn: review.isOwn || known.isOwn,
        viewerSays: review.viewerSays ?? (review.edition === known.edition ? known.viewerSays : null),
      }
    : review;
  return {
    ...state,
    reviews: [...others, told].sort((a, b) => (isNewer(a, b) ? -1 : 1)),
    arrived: known || review.isOwn ? state.arrived : new Set(state.arrived).add(review.id),
  };
}

export function withoutReview(state: FilmState, id: number, revision: number): FilmState {
  const known = state.reviews.find((review) => review.id === id);
  if (known && revision <= known.revision) return state;
  return {
    ...state,
    reviews: state.reviews.filter((review) => review.id !== id),
    removed: new Map(state.removed).set(id, revision),
  };
}

export function withScore(
  state: FilmState,
  score: Score,
  days: readonly ScoreDay[],
  revision: number,
): FilmState {
  if (revision < state.scoreRevision) return state;
  return { ...state, score, days, scoreRevision: revision };
}

export function withOlder(state: FilmState, { reviews, nextReviews }: ReviewsReply): FilmState {
  const known = new Set(state.reviews.map(({ id }) => id));
  const older = reviews.filter(({ id }) => !known.has(id));
  return { ...state, reviews: [...state.reviews, ...older], next: nextReviews };
}

/** After too long an absence: the first page anew. */
export function withFirst(state: FilmState, { reviews, nextReviews }: ReviewsReply): FilmState {
  return {
    ...state,
    reviews,
    next: nextReviews,
    removed: new Map(),
  };
}

/** A review that goes while its author is rewriting it stays in sight until they are done: their words are nowhere else. */
export function withEdited(
  reviews: readonly ReviewOnPage[],
  edited: readonly ReviewOnPage[],
): readonly ReviewOnPage[] {
  const gone = edited.filter(({ id }) => !reviews.some((review) => review.id === id));
  return gone.length === 0 ? reviews : [...reviews, ...gone].sort((a, b) => (isNewer(a, b) ? -1 : 1));
}

function isNewer(a: ReviewOnPage, b: ReviewOnPage): boolean {
  return a.writtenMs === b.writtenMs ? a.id > b.id : a.writtenMs > b.writtenMs;
}
