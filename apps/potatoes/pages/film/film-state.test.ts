import { describe, expect, it } from 'vitest';
import type { FilmPage, ReviewOnPage, Score } from '../page-data.ts';
import {
  openFilm,
  withEdited,
  withFirst,
  withOlder,
  withoutReview,
  withReview,
  withScore,
} from './film-state.ts';

const score = (total: number): Score => ({ total, positive: 0, share: 0, interval: [0, 1], standing: 'few' });

const review = (id: number, change: Partial<ReviewOnPage> = {}): ReviewOnPage => ({
  id,
  filmId: 1,
  author: 'spud',
  text: `number ${id}`,
  state: 'shown',
  isPositive: true,
  confidence: 0.9,
  isUnsure: false,
  model: 'sentiment-en@1',
  writtenMs: id * 1000,
  editedMs: null,
  isOwn: false,
  correctedTo: null,
  correctionCounts: false,
  viewerSays: null,
  edition: 1,
  revision: 10,
  ...change,
});

const opened = (ids: readonly number[], nextReviews: string | null = null) =>
  openFilm({
    kind: 'film',
    language: 'en',
    viewer: { name: null, isModerator: false },
    film: { id: 1, name: 'x', year: 2000, genres: [], description: '', score: score(ids.length) },
    days: [],
    reviews: ids.map((id) => review(id)),
    nextReviews,
    revision: 10,
  } satisfies FilmPage);

const ids = (state: { readonly reviews: readonly ReviewOnPage[] }) => state.reviews.map(({ id }) => id);

describe('a film’s page while it is open', () => {
  it('puts a new review on top and knows that it came from somebody else', () => {
    const state = withReview(opened([3, 2]), review(5, { revision: 11 }));
    expect(ids(state)).toEqual([5, 3, 2]);
    expect([...state.arrived]).toEqual([5]);
  });

  it('keeps a review that goes in its place while it is being edited', () => {
    const { reviews } = withoutReview(opened([5, 3, 2]), 3, 11);
    expect(ids({ reviews: withEdited(reviews, [review(3)]) })).toEqual([5, 3, 2]);
    expect(withEdited(reviews, [review(2)])).toBe(reviews);
  });

  it('does not announce the visitor’s own review', () => {
    expect([...withReview(opened([]), review(5, { isOwn: true })).arrived]).toEqual([]);
  });

  it('replaces a review in its place, once, whoever tells of it first', () => {
    const shown = withReview(opened([3, 2, 1]), review(2, { text: 'better', revision: 12 }));
    expect(ids(shown)).toEqual([3, 2, 1]);
    expect(shown.reviews[1].text).toBe('better');
    expect(withReview(shown, review(2, { state: 'waiting', revision: 11 }))).toBe(shown);
  });

  it('does not bring back what was removed by older news of it', () => {
    const state = withoutReview(opened([3, 2]), 3, 12);
    expect(ids(withReview(state, review(3, { revision: 11 })))).toEqual([2]);
  });

  it('brings back in its place what was out of sight while it was read again', () => {
    const state = withoutReview(opened([3, 2]), 3, 12);
    expect(ids(withReview(state, review(3, { revision: 13 })))).toEqual([3, 2]);
  });

  it('does not take away by older news what has come back', () => {
    const state = withReview(opened([3]), review(3, { revision: 13 }));
    expect(ids(withoutReview(state, 3, 12))).toEqual([3]);
  });

  it('knows its own review from a connection that does not', () => {
    const own = withReview(opened([]), review(5, { isOwn: true, state: 'held', revision: 11 }));
    expect(ids(withoutReview(own, 5, 11))).toEqual([5]);
    expect(withReview(own, review(5, { isOwn: false, revision: 12 })).reviews[0].isOwn).toBe(true);
  });

  it('leaves a review alone that belongs behind those fetched so far', () => {
    expect(ids(withReview(opened([9, 8], 'more'), review(4)))).toEqual([9, 8]);
    expect(ids(withReview(opened([9, 8]), review(4)))).toEqual([9, 8, 4]);
  });

  it('keeps the newer of two scores', () => {
    const newer = withScore(opened([]), score(7), [], 12);
    expect(withScore(newer, score(6), [], 11)).toBe(newer);
    expect(withScore(newer, score(8), [], 12).score.total).toBe(8);
  });

  it('adds older reviews without those it has', () => {
    const older = withOlder(opened([9, 8], 'more'), { reviews: [review(8), review(6)], nextReviews: null });
    expect(ids(older)).toEqual([9, 8, 6]);
    expect(older.next).toBeNull();
  });

  it('starts anew after too long an absence', () => {
    const state = withFirst(opened([3, 2]), { reviews: [review(40)], nextReviews: 'x' });
    expect([ids(state), state.next]).toEqual([[40], 'x']);
  });
});
