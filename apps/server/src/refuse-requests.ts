import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerConfig } from './config.ts';
import { ServerError } from './errors.ts';
import type { OwnRequest } from './own-request.ts';
import { problemOf, problemType, type Refused, refusedAs, refusedBy } from './problem.ts';
import type { App } from './routes/route-input.ts';

/** Everything that is not answered as asked, in one shape. */
export function refuseRequests(app: App, config: ServerConfig, ownRequest: OwnRequest): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const whose = ownRequest(request.headers.host, request.headers.origin);
    if (whose === 'own') done();
    else if (whose === 'host') {
      done(
        new ServerError(
          'HOST_REFUSED',
          'The request’s Host is not this server’s; ask for it as localhost, 127.0.0.1 or [::1].',
        ),
      );
    } else {
      done(
        new ServerError(
          'ORIGIN_REFUSED',
          'The request comes from a page of another site; open this server’s own page, or ask without a browser.',
        ),
      );
    }
  });

  app.setErrorHandler((error, request, reply) => {
    const bodyMissing = request.body === undefined && request.method !== 'GET';
    const gone = reply.raw.destroyed;
    const bodyLimitBytes = request.routeOptions.bodyLimit ?? config.bodyLimitBytes;
    sendProblem(refusedBy(error, { bodyMissing, bodyLimitBytes, gone }), request, reply, error);
  });

  app.setNotFoundHandler((request, reply) => {
    const url = request.url.split('?', 1)[0];
    const allowed = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
      (method) => app.findRoute({ method, url }) !== null,
    );
    if (allowed.length === 0) {
      const detail = 'There is nothing at this address; /docs lists what there is.';
      return sendProblem(refusedAs('ROUTE_NOT_FOUND', detail), request, reply);
    }
    reply.header('allow', allowed.join(', '));
    const detail = `The address takes ${allowed.join(' and ')}, not ${request.method}.`;
    return sendProblem(refusedAs('METHOD_NOT_ALLOWED', detail), request, reply);
  });
}

/** Long enough for a database to be restarted a little further, short enough that nobody notices. */
const retryAfterSeconds = 2;

export function sendProblem(
  refused: Refused,
  request: FastifyRequest,
  reply: FastifyReply,
  cause?: unknown,
): void {
  const problem = problemOf(refused, request.id);
  if (problem.status >= 500 && (!refused.canRetry || refused.code === 'INTERNAL'))
    request.log.error({ err: cause }, problem.detail);
  else if (problem.status >= 500 && refused.code !== 'NOT_READY') {
    request.log.warn({ err: cause }, problem.detail);
  }
  if (problem.status === 503 && refused.canRetry) reply.header('retry-after', retryAfterSeconds);
  // Fastify would close the connection under a client that is still sending, which then never sees the answer;
  // Node reads the rest and throws it away, within the time a request may take.
  if (problem.status === 413) reply.removeHeader('connection');
  if (problem.status === 408) reply.header('connection', 'close');
  // The route may have chosen the serialiser of the reply that it meant to give.
  reply.code(problem.status).header('content-type', problemType).serializer(JSON.stringify).send(problem);
}
