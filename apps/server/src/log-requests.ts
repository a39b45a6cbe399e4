import type { App } from './routes/route-input.ts';

/** One line a request, with what it was, how it went and how long it took. */
export function logRequests(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        duration_ms: Math.round(reply.elapsedTime * 1000) / 1000,
        model: reply.getHeader('x-model-name') ?? null,
        model_version: reply.getHeader('x-model-version') ?? null,
      },
      'request',
    );
    done();
  });
}
