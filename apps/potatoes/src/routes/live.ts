import { addressOf, replyHeaders, requestIdHeader } from '@verdict/http';
import { PotatoesError } from '../errors.ts';
import { selectScore } from '../films/films.store.ts';
import type { Watcher } from '../live/watchers.ts';
import { filmUnknown } from '../reviews/reviews.ts';
import { eyesOf } from '../visitors/visitors.ts';
import type { RouteInput } from './route-input.ts';
import { ById, filmIdOf } from './schemas.ts';

/** A page that does not read what it is sent: it has gone to sleep, or means no good. */
const mostUnreadBytes = 256 * 1024;
const reconnectMs = 3000;

/** Server-sent events (WHATWG HTML §9.2): one connection that tells a page what happens to its film. */
export function liveRoutes({ app, database, visitors, watchers }: RouteInput): void {
  // Without a HEAD of its own: it would keep a connection open to say nothing.
  app.get(
    '/api/films/:id/live',
    { schema: { params: ById }, exposeHeadRoute: false },
    async (request, reply) => {
      const filmId = filmIdOf(request.params.id, filmUnknown);
      const score = await selectScore(database.sql, filmId);
      if (!score) throw filmUnknown();
      const { raw } = reply;
      const { socket } = request.raw;
      // Whoever has left by now is heard of no more, and would be counted for ever.
      if (socket.destroyed) return reply.hijack();
      let isBegun = false;
      const write = (text: string): void => {
        if (raw.destroyed) return;
        if (!isBegun) {
          // What is sent within a turn nobody can have read yet: what counts is what former ones left unread.
          if (raw.writableLength > mostUnreadBytes) {
            raw.destroy();
            return;
          }
          isBegun = true;
          setImmediate(() => {
            isBegun = false;
          });
        }
        raw.write(text);
      };
      const watcher: Watcher = {
        filmId,
        eyes: eyesOf(visitors.of(request)),
        address: addressOf(request.ip),
        revision: knownRevision(request, score.revision),
        send: (name, data, revision) =>
          write(`event: ${name}\nid: ${revision}\ndata: ${JSON.stringify(data)}\n\n`),
        beat: () => write(':\n\n'),
        end: () => raw.end(),
      };
      if (!watchers.add(watcher)) {
        throw new PotatoesError(
          'TOO_MANY_WATCHERS',
          'As many pages as the site can keep up to date are open already; reload to see what is new.',
          { retryAfterMs: 60_000 },
        );
      }
      const left = (): void => watchers.remove(watcher);
      raw.once('close', left);
      // The reply to a second request on one connection waits for the first, and does not hear of its end.
      socket.once('close', left);
      reply.hijack();
      raw.writeHead(200, {
        ...replyHeaders,
        [requestIdHeader]: request.id,
        'content-type': 'text/event-stream; charset=utf-8',
        // nginx would gather events before it passes them on.
        'x-accel-buffering': 'no',
      });
      write(`retry: ${reconnectMs}\n\n`);
    },
  );
}

/** Where the page stands: what its browser saw last, else what it was made of, else now. */
function knownRevision(
  request: { readonly headers: Readonly<Record<string, unknown>>; readonly query: unknown },
  now: number,
): number {
  const { revision } = request.query as { readonly revision?: unknown };
  for (const given of [request.headers['last-event-id'], revision]) {
    if (typeof given === 'string' && /^\d{1,15}$/.test(given)) return Math.min(Number(given), now);
  }
  return now;
}
