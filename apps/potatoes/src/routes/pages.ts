import type { FilmsReply, ModerationPage } from '../../pages/page-data.ts';
import { filmCard } from '../films/film-card.ts';
import { selectFilms } from '../films/films.store.ts';
import { findFilms } from '../films/find-films.ts';
import { readFilmsQuery } from '../films/read-films-query.ts';
import type { PageSender } from '../http/page-sender.ts';
import { readFilm, readHeld } from '../reviews/read-page.ts';
import { filmUnknown } from '../reviews/reviews.ts';
import { viewerOf } from '../visitors/visitors.ts';
import type { RouteInput } from './route-input.ts';
import { ById, filmIdOf } from './schemas.ts';

export function pageRoutes({ app, database, visitors, moderators }: RouteInput, pages: PageSender): void {
  const films = async (query: unknown): Promise<FilmsReply> => {
    const all = (await selectFilms(database.sql)).map(filmCard);
    return findFilms(all, readFilmsQuery(query as Readonly<Record<string, unknown>>));
  };

  app.get('/', async (request, reply) => {
    const language = pages.languageOf(request);
    const viewer = viewerOf(visitors.of(request));
    return pages.send({ kind: 'films', language, viewer, ...(await films(request.query)) }, request, reply);
  });

  app.get('/films/:id', { schema: { params: ById } }, async (request, reply) => {
    const filmId = filmIdOf(request.params.id, filmUnknown);
    const visitor = visitors.of(request);
    const film = await readFilm(database.sql, { filmId, visitor });
    const language = pages.languageOf(request);
    return pages.send({ kind: 'film', language, viewer: viewerOf(visitor), ...film }, request, reply);
  });

  app.get('/moderation', async (request, reply) => {
    const visitor = visitors.of(request);
    const held = visitor.isModerator
      ? await readHeld(database.sql, visitor)
      : { viewer: viewerOf(visitor), held: [], heldTotal: 0 };
    const language = pages.languageOf(request);
    const page: ModerationPage = { kind: 'moderation', language, canSignIn: moderators.canSignIn, ...held };
    return pages.send(page, request, reply);
  });

  app.get('/api/films', (request) => films(request.query));
}
