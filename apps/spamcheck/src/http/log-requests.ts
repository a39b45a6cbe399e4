import type { LogLines } from '@verdict/http';
import type { FastifyInstance } from 'fastify';

/** One line a request. The address appears as its pattern; what people check stays out of the log. */
export function logRequests(app: FastifyInstance, lines: LogLines): void {
  app.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 500 || reply.statusCode === 429 ? 'warn' : 'info';
    if (lines.isEnabled(level)) {
      const route = JSON.stringify(request.routeOptions.url ?? null);
      lines.write(
        level,
        'request',
        request.id,
        `,"site":"spam-check","method":"${request.method}","route":${route},"status":${reply.statusCode},"duration_ms":${reply.elapsedTime.toFixed(3)}`,
      );
    }
    done();
  });
}
