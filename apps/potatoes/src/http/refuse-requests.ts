import { type OwnRequest, replyHeaders } from '@verdict/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PotatoesError, potatoesErrors } from '../errors.ts';
import { presentReview } from '../reviews/present-review.ts';
import { ReviewChanged } from '../reviews/reviews.ts';
import type { App } from '../routes/route-input.ts';
import { eyesOf, type Visitors } from '../visitors/visitors.ts';
import { problemOf, type Refused, refusedAs, refusedBy } from './problem.ts';

export interface RefuseInput {
  readonly app: App;
  readonly ownRequest: OwnRequest;
  readonly visitors: Visitors;
  /** In place of a problem, for a person who followed a link. */
  readonly sendPage: (
    kind: 'missing' | 'failed',
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<unknown>;
  readonly onRefused: (request: FastifyRequest, code: string) => void;
}

/** Everything that is not answered as asked: a page for people, a problem for programs. */
export function refuseRequests({ app, ownRequest, visitors, sendPage, onRefused }: RefuseInput): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const whose = ownRequest(request.headers.host, request.headers.origin);
    if (whose === 'own') done();
    else if (whose === 'host') {
      done(
        new PotatoesError(
          'HOST_REFUSED',
          'The request’s Host is not this site’s; ask for it as localhost, or by the name in POTATOES_PUBLIC_URL.',
        ),
      );
    } else {
      done(
        new PotatoesError(
          'ORIGIN_REFUSED',
          'The request comes from a page of another site; open this one’s.',
        ),
      );
    }
  });

  const send = (refused: Refused, request: FastifyRequest, reply: FastifyReply, cause?: unknown): void => {
    const status = potatoesErrors[refused.code].status ?? 500;
    onRefused(request, refused.code);
    if (refused.code === 'INTERNAL') request.log.error({ err: cause }, 'request_failed');
    else if (status >= 500) request.log.warn({ err: cause }, 'request_not_served');
    if (refused.retryAfterMs !== null) {
      reply.header('retry-after', Math.max(1, Math.ceil(refused.retryAfterMs / 1000)));
    }
    // Node reads the rest of what is too large and throws it away, so that the client sees why.
    if (status === 413) reply.removeHeader('connection');
    reply.code(status);
    if (wantsPage(request) && (status === 404 || status >= 500)) {
      // Drawing it is no way to fail twice: then there is a problem after all.
      sendPage(status === 404 ? 'missing' : 'failed', request, reply).catch((error: unknown) => {
        request.log.error({ err: error }, 'page_failed');
        sendProblem(refused, request, reply, cause);
      });
      return;
    }
    sendProblem(refused, request, reply, cause);
  };
  const sendProblem = (
    refused: Refused,
    request: FastifyRequest,
    reply: FastifyReply,
    cause: unknown,
  ): void => {
    const problem = problemOf(refused, request.id);
    const review =
      cause instanceof ReviewChanged
        ? presentReview(cause.review, eyesOf(visitors.of(request)), null)
        : undefined;
    reply
      .headers(replyHeaders)
      .header('content-type', 'application/problem+json')
      .serializer(JSON.stringify)
      .send(review ? { ...problem, review } : problem);
  };

  app.setErrorHandler((error, request, reply) => send(refusedBy(error), request, reply, error));
  app.setNotFoundHandler((request, reply) => {
    const url = request.url.split('?', 1)[0];
    const allowed = (['GET', 'POST', 'PATCH', 'DELETE'] as const).filter(
      (method) => app.findRoute({ method, url }) !== null,
    );
    if (allowed.length === 0) {
      send(
        refusedAs('NOTHING_HERE', 'There is nothing at this address; GET / shows the films.'),
        request,
        reply,
      );
      return;
    }
    reply.header('allow', allowed.join(', '));
    const detail = `The address takes ${allowed.join(' and ')}, not ${request.method}.`;
    send(refusedAs('METHOD_REFUSED', detail), request, reply);
  });
}

/** Browsers say that they take HTML, programs hardly ever; what a page asks by script is under /api/. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && /\btext\/html\b/.test(headers.accept ?? '');
}
