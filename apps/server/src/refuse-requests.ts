import type { OwnRequest } from '@verdict/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerConfig } from './config.ts';
import { ServerError } from './errors.ts';
import { type Refused, refusedAs, refusedBy } from './problem.ts';
import { refusalShapeOf } from './protocols/refusal-shape.ts';
import type { App } from './routes/route-input.ts';

/** Everything that is not answered as asked, in one shape. */
export function refuseRequests(
  app: App,
  config: ServerConfig,
  ownRequest: OwnRequest,
  sendLostPage: (request: FastifyRequest, reply: FastifyReply) => boolean,
): void {
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

  app.addHook('onRequest', (request, reply, done) => {
    // Before Fastify asks for a body, or for its type, that nobody would read.
    if (request.is404) refuseAddress(app, request, reply, sendLostPage);
    else done();
  });

  app.setErrorHandler((error, request, reply) => {
    const { validationContext = 'body' } = error as { validationContext?: string };
    const takesBody = request.routeOptions.schema?.body !== undefined;
    const bodyMissing = takesBody && request.body === undefined && validationContext === 'body';
    const gone = reply.raw.destroyed;
    const bodyLimitBytes = request.routeOptions.bodyLimit ?? config.bodyLimitBytes;
    sendProblem(refusedBy(error, { bodyMissing, bodyLimitBytes, gone }), request, reply, error);
  });

  app.setNotFoundHandler((request, reply) => refuseAddress(app, request, reply, sendLostPage));
}

/** There is nothing at the address, or nothing that takes this method. */
function refuseAddress(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  sendLostPage: (request: FastifyRequest, reply: FastifyReply) => boolean,
): void {
  const url = request.url.split('?', 1)[0];
  const allowed = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
    (method) => app.findRoute({ method, url }) !== null,
  );
  if (allowed.length === 0) {
    if (sendLostPage(request, reply)) return;
    const detail = 'There is nothing at this address; /docs lists what there is.';
    sendProblem(refusedAs('ROUTE_NOT_FOUND', detail), request, reply);
    return;
  }
  reply.header('allow', allowed.join(', '));
  const detail = `The address takes ${allowed.join(' and ')}, not ${request.method}.`;
  sendProblem(refusedAs('METHOD_NOT_ALLOWED', detail), request, reply);
}

/** Long enough for a database to be restarted a little further, short enough that nobody notices. */
const retryAfterSeconds = 2;
/** There is room again as soon as what waits was answered, in a fraction of a second. */
const retryWhenOverloadedSeconds = 1;
/** Said by the line of each request; another one each would take the time that is lacking already. */
const expected: readonly string[] = ['NOT_READY', 'OVERLOADED'];

export function sendProblem(
  refused: Refused,
  request: FastifyRequest,
  reply: FastifyReply,
  cause?: unknown,
): void {
  const shape = refusalShapeOf(request.url);
  if (refused.status >= 500 && (!refused.canRetry || refused.code === 'INTERNAL'))
    request.log.error({ err: cause }, refused.detail);
  else if (refused.status >= 500 && !expected.includes(refused.code)) {
    request.log.warn({ err: cause }, refused.detail);
  }
  if (refused.status === 503 && refused.canRetry) {
    const seconds = refused.code === 'OVERLOADED' ? retryWhenOverloadedSeconds : retryAfterSeconds;
    reply.header('retry-after', seconds);
  }
  // Fastify would close the connection under a client that is still sending, which then never sees the answer;
  // Node reads the rest and throws it away, within the time a request may take.
  if (refused.status === 413) reply.removeHeader('connection');
  if (refused.status === 408) reply.header('connection', 'close');
  // The route may have chosen the serialiser of the reply that it meant to give.
  reply
    .code(shape.statusOf(refused))
    .header('content-type', shape.contentType)
    .serializer(JSON.stringify)
    .send(shape.bodyOf(refused, request.id));
}
