import type {
  FilmPage,
  ModerationReply,
  ReviewOnPage,
  ReviewReply,
  ReviewsReply,
} from '../../pages/page-data.ts';
import { filmCard } from '../films/film-card.ts';
import { selectDays, selectFilm, selectScore } from '../films/films.store.ts';
import { scoreDays } from '../score/score-days.ts';
import { scoreOf } from '../score/score-of.ts';
import type { Db } from '../tables/tables.ts';
import { eyesOf, type Visitor, viewerOf } from '../visitors/visitors.ts';
import { encodePageKey, type PageKey } from './page-key.ts';
import { isVisible, presentReview } from './present-review.ts';
import { countHeld, type ReviewRow, selectHeld, selectReviews, selectViewerSays } from './reviews.store.ts';
import { filmUnknown } from './reviews.ts';

/** Two screens full; the next come when they are asked for. */
export const reviewsOnPage = 20;
/** As many as one person goes through at a sitting. */
const heldOnPage = 50;

export async function readReviews(
  db: Db,
  {
    filmId,
    visitor,
    after,
  }: { readonly filmId: number; readonly visitor: Visitor; readonly after: PageKey | null },
): Promise<ReviewsReply> {
  const eyes = eyesOf(visitor);
  const rows = await selectReviews(db, { filmId, visitorId: visitor.id, after, count: reviewsOnPage + 1 });
  const shown = rows.slice(0, reviewsOnPage);
  const last = rows.length > reviewsOnPage ? shown[shown.length - 1] : null;
  return {
    reviews: shown.map((row) => presentReview(row, eyes, row.viewer_says)),
    nextReviews: last && encodePageKey({ writtenMs: last.written_ms, id: last.id }),
  };
}

export async function readFilm(
  db: Db,
  { filmId, visitor }: { readonly filmId: number; readonly visitor: Visitor },
): Promise<Pick<FilmPage, 'film' | 'days' | 'reviews' | 'nextReviews' | 'revision'>> {
  // Before the reviews: what changes meanwhile is told to the page once more, and not left out.
  const film = await selectFilm(db, filmId);
  if (!film) throw filmUnknown();
  const [days, reviews] = await Promise.all([
    selectDays(db, filmId),
    readReviews(db, { filmId, visitor, after: null }),
  ]);
  return { film: filmCard(film), days: scoreDays(film, days), ...reviews, revision: film.revision };
}

/** After a change: what the page has to draw anew. `review` null: the viewer does not see it any more. */
export async function readChanged(
  db: Db,
  {
    filmId,
    review,
    visitor,
  }: { readonly filmId: number; readonly review: ReviewRow | null; readonly visitor: Visitor },
): Promise<ReviewReply> {
  const [score, days, says] = await Promise.all([
    selectScore(db, filmId),
    selectDays(db, filmId),
    review && selectViewerSays(db, review.id, visitor.id),
  ]);
  if (!score) throw filmUnknown();
  const eyes = eyesOf(visitor);
  const seen: ReviewOnPage | null =
    review && isVisible(review, eyes) ? presentReview(review, eyes, says) : null;
  return {
    review: seen,
    score: scoreOf(score),
    days: scoreDays(score, days),
    revision: score.revision,
    viewer: viewerOf(visitor),
  };
}

export async function readHeld(db: Db, visitor: Visitor): Promise<ModerationReply> {
  const eyes = { visitorId: visitor.id, isModerator: true };
  const [rows, heldTotal] = await Promise.all([selectHeld(db, heldOnPage), countHeld(db)]);
  return {
    viewer: viewerOf(visitor),
    held: rows.map((row) => ({
      ...presentReview(row, eyes, null),
      filmName: row.film_name,
      spamConfidence: row.spam_confidence,
    })),
    heldTotal,
  };
}
