import { countWords } from '../../pages/count-words.ts';
import type { ExplanationReply, PreviewReply } from '../../pages/page-data.ts';
import { fewestWords } from '../../pages/review-rules.ts';
import { PotatoesError } from '../errors.ts';
import { selectScore } from '../films/films.store.ts';
import { correctReview } from '../reviews/correct-review.ts';
import { decodePageKey } from '../reviews/page-key.ts';
import { isVisible } from '../reviews/present-review.ts';
import { readChanged, readReviews } from '../reviews/read-page.ts';
import { assertLength, cleanText } from '../reviews/review-text.ts';
import { selectReview } from '../reviews/reviews.store.ts';
import { deleteReview, editReview, filmUnknown, reviewUnknown, writeReview } from '../reviews/reviews.ts';
import { visitorName } from '../visitors/visitor-name.ts';
import { eyesOf, viewerOf } from '../visitors/visitors.ts';
import type { RouteInput } from './route-input.ts';
import { ById, CorrectionBody, EditBody, filmIdOf, idOf, NameBody, ReviewBody, TextBody } from './schemas.ts';

export function reviewRoutes(input: RouteInput): void {
  const { app, database, clock, visitors, limits, explain, judgeNow, changed } = input;
  const { sql } = database;
  const around = { database, clock };

  app.get('/api/films/:id/reviews', { schema: { params: ById } }, async (request) => {
    const filmId = filmIdOf(request.params.id, filmUnknown);
    const { after } = request.query as { readonly after?: unknown };
    const key = decodePageKey(typeof after === 'string' ? after : undefined);
    if (!(await selectScore(sql, filmId))) throw filmUnknown();
    return readReviews(sql, { filmId, visitor: visitors.of(request), after: key });
  });

  app.post(
    '/api/films/:id/reviews',
    { schema: { params: ById, body: ReviewBody } },
    async (request, reply) => {
      limits.write(request, visitors.of(request));
      const filmId = filmIdOf(request.params.id, filmUnknown);
      const { text, name: given } = request.body;
      // Without a name in the request, the one that was chosen before.
      const name = given === undefined || given === null ? undefined : visitorName(given);
      const visitor = visitors.known(request, reply, name);
      const author = visitor.name ?? '';
      const written = await writeReview(around, { filmId, author, ownerId: visitor.id, text });
      const review = await judgeNow(written);
      // Kept, and not judged yet: Verdict is away.
      reply.code(review.state === 'waiting' ? 202 : 201);
      return readChanged(sql, { filmId, review, visitor });
    },
  );

  app.patch('/api/reviews/:id', { schema: { params: ById, body: EditBody } }, async (request) => {
    const visitor = visitors.of(request);
    limits.write(request, visitor);
    const id = idOf(request.params.id, reviewUnknown);
    const { text, edition } = request.body;
    const edited = await editReview(around, { id, visitorId: visitor.id, text, edition });
    changed(edited.film_id);
    const review = edited.state === 'waiting' ? await judgeNow(edited) : edited;
    return readChanged(sql, { filmId: review.film_id, review, visitor });
  });

  app.delete('/api/reviews/:id', { schema: { params: ById } }, async (request) => {
    const visitor = visitors.of(request);
    limits.write(request, visitor);
    const id = idOf(request.params.id, reviewUnknown);
    const filmId = await deleteReview(around, { id, visitorId: visitor.id });
    changed(filmId);
    return readChanged(sql, { filmId, review: null, visitor });
  });

  app.post(
    '/api/reviews/:id/correction',
    { schema: { params: ById, body: CorrectionBody } },
    async (request, reply) => {
      limits.write(request, visitors.of(request));
      const reviewId = idOf(request.params.id, reviewUnknown);
      const visitor = visitors.known(request, reply);
      const review = await correctReview(around, { reviewId, visitor, isPositive: request.body.isPositive });
      changed(review.film_id);
      return readChanged(sql, { filmId: review.film_id, review, visitor });
    },
  );

  app.get('/api/reviews/:id/explanation', { schema: { params: ById } }, async (request) => {
    const visitor = visitors.of(request);
    limits.explain(request, visitor);
    const review = await selectReview(sql, idOf(request.params.id, reviewUnknown));
    if (!review || !isVisible(review, eyesOf(visitor))) {
      throw reviewUnknown();
    }
    if (review.state !== 'shown') {
      throw new PotatoesError(
        'REVIEW_NOT_JUDGED',
        'The review is not shown yet, so there is no verdict to explain; wait until it is.',
      );
    }
    return { text: review.text, verdict: await explain(review.text) } satisfies ExplanationReply;
  });

  app.post('/api/preview', { schema: { body: TextBody } }, async (request, reply): Promise<PreviewReply> => {
    limits.explain(request, visitors.of(request));
    assertLength(request.body.text);
    // As it would be kept; spans are of the text that was sent where that is the same.
    const text = cleanText(request.body.text);
    const words = countWords(text);
    if (words < fewestWords) return { words, verdict: null };
    const leaving = new AbortController();
    reply.raw.once('close', () => leaving.abort());
    return { words, verdict: await explain(request.body.text.toWellFormed(), { signal: leaving.signal }) };
  });

  app.post('/api/name', { schema: { body: NameBody } }, async (request, reply) => {
    limits.write(request, visitors.of(request));
    return { viewer: viewerOf(visitors.known(request, reply, visitorName(request.body.name))) };
  });
}
