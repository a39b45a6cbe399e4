import { addressOf } from '@verdict/http';
import type { FastifyRequest } from 'fastify';
import { PotatoesError } from '../errors.ts';
import { moderateReview } from '../reviews/moderate-review.ts';
import { readChanged, readHeld } from '../reviews/read-page.ts';
import { reviewUnknown } from '../reviews/reviews.ts';
import { type Visitor, viewerOf } from '../visitors/visitors.ts';
import type { RouteInput } from './route-input.ts';
import { ById, idOf, ModerationBody, SecretBody } from './schemas.ts';

export function moderationRoutes(input: RouteInput): void {
  const { app, database, clock, visitors, moderators, changed } = input;

  const moderatorOf = (request: FastifyRequest): Visitor => {
    const visitor = visitors.of(request);
    if (visitor.isModerator) return visitor;
    throw new PotatoesError(
      'MODERATOR_NEEDED',
      'Only moderators may do this; sign in, again if it was more than eight hours ago.',
    );
  };

  app.post('/api/moderation/sign-in', { schema: { body: SecretBody } }, async (request, reply) => {
    reply.header('set-cookie', moderators.signIn(request.body.secret, addressOf(request.ip)));
    return { viewer: { ...viewerOf(visitors.of(request)), isModerator: true } };
  });

  app.post('/api/moderation/sign-out', async (request, reply) => {
    reply.header('set-cookie', moderators.signOut());
    return { viewer: { ...viewerOf(visitors.of(request)), isModerator: false } };
  });

  app.get('/api/moderation/held', async (request) => readHeld(database.sql, moderatorOf(request)));

  app.post(
    '/api/moderation/reviews/:id',
    { schema: { params: ById, body: ModerationBody } },
    async (request) => {
      const visitor = moderatorOf(request);
      const id = idOf(request.params.id, reviewUnknown);
      const review = await moderateReview({ database, clock }, { id, action: request.body.action });
      changed(review.film_id);
      return readChanged(database.sql, { filmId: review.film_id, review, visitor });
    },
  );
}
