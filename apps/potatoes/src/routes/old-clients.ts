import { randomBytes } from 'node:crypto';
import { selectFilms, selectScore } from '../films/films.store.ts';
import { correctionCounts } from '../reviews/counts-as.ts';
import { selectLatestShown } from '../reviews/reviews.store.ts';
import { filmUnknown, withdrawReview, writeReview } from '../reviews/reviews.ts';
import { verdictAway } from '../verdict/explain-text.ts';
import { labelOf } from '../verdict/judge-reviews.ts';
import type { RouteInput } from './route-input.ts';
import { ById, filmIdOf, OldReviewBody } from './schemas.ts';

const reviewsShown = 3;

/** As the first Rotten Potatoes answered, so that what was written for it works on. */
export function oldClientRoutes(input: RouteInput): void {
  const { app, database, clock, visitors, limits, judgeNow } = input;
  const { sql } = database;

  app.get('/movies', async () =>
    (await selectFilms(sql)).map(({ id, name, description }) => ({ id, name, description })),
  );

  app.get('/reviews/:id', { schema: { params: ById } }, async ({ params }) => {
    const filmId = filmIdOf(params.id, filmUnknown);
    if (!(await selectScore(sql, filmId))) throw filmUnknown();
    const reviews = await selectLatestShown(sql, filmId, reviewsShown);
    return reviews.map(({ id, film_id, text, is_positive, corrected_to, corrected_by }) => ({
      review_id: id,
      movie_id: film_id,
      review: text,
      isPos: correctionCounts(corrected_by) ? (corrected_to ?? is_positive) : is_positive,
    }));
  });

  app.get('/score/:id', { schema: { params: ById } }, async ({ params }) => {
    const score = await selectScore(sql, filmIdOf(params.id, filmUnknown));
    if (!score) throw filmUnknown();
    const { total, positive } = score;
    const percent = total === 0 ? 0 : Math.round((positive / total) * 10_000) / 100;
    return { total_reviews: total, positive_count: positive, score: percent };
  });

  app.post('/submit_review', { schema: { body: OldReviewBody } }, async (request) => {
    limits.write(request, visitors.of(request));
    const { movie_id, text } = request.body;
    const filmId = filmIdOf(String(movie_id), filmUnknown);
    // Nobody comes back to it: these clients keep no cookie.
    const ownerId = randomBytes(16).toString('base64url');
    const written = await writeReview({ database, clock }, { filmId, author: '', ownerId, text });
    let review = await judgeNow(written);
    if (review.state === 'waiting') {
      // They know no "later": told 503 they send it again, which must not be refused as written twice.
      const judged = await withdrawReview({ database, clock }, review);
      if (judged === null) throw verdictAway();
      review = judged;
    }
    return {
      sentiment: labelOf(review.is_positive === true),
      model_version: review.model,
      message:
        review.state === 'held'
          ? 'Thank you; a moderator will look at the review before others see it.'
          : 'Thank you for your review!',
    };
  });
}
