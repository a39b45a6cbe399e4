import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerConfig } from './config.ts';
import { ServerError } from './errors.ts';
import type { OwnRequest } from './own-request.ts';
import { problemOf, problemType, serverErrorOf } from './problem.ts';
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
    sendProblem(serverErrorOf(error, { bodyMissing, limits: config }), request, reply);
  });

  app.setNotFoundHandler((request, reply) => {
    const url = request.url.split('?', 1)[0];
    const allowed = (['GET', 'POST'] as const).filter((method) => app.findRoute({ method, url }) !== null);
    if (allowed.length === 0) {
      const detail = 'There is nothing at this address; /docs lists what there is.';
      return sendProblem(new ServerError('ROUTE_NOT_FOUND', detail), request, reply);
    }
    reply.header('allow', allowed.join(', '));
    const detail = `The address takes ${allowed.join(' and ')}, not ${request.method}.`;
    return sendProblem(new ServerError('METHOD_NOT_ALLOWED', detail), request, reply);
  });
}

export function sendProblem(error: ServerError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error.code, error.message, request.id);
  if (problem.status >= 500 && error.code !== 'NOT_READY') request.log.error({ err: error }, error.message);
  // Fastify would close the connection under a client that is still sending, which then never sees the answer;
  // Node reads the rest and throws it away, within the time a request may take.
  if (error.code === 'BODY_TOO_LARGE') reply.removeHeader('connection');
  // The route may have chosen the serialiser of the reply that it meant to give.
  reply.code(problem.status).header('content-type', problemType).serializer(JSON.stringify).send(problem);
}
