import type { FastifyInstance } from 'fastify';
import type { AskVerdict } from '../ask-verdict.ts';
import { SpamcheckError } from '../errors.ts';
import { Health } from '../wire.ts';

/**
 * `/livez` and `/readyz` speak of this process: without Verdict it still gives the page, which says so, and taking it
 * out of service would only show visitors less. `/health` and `/ready` speak of the answers too.
 */
export function addHealthRoutes(app: FastifyInstance, ask: AskVerdict, clock: () => number): void {
  for (const path of ['/livez', '/readyz']) app.get(path, async () => ({ status: 'ok' }));

  for (const path of ['/health', '/ready']) {
    app.get(path, { schema: { response: { 200: Health, 503: Health } } }, async (_request, reply) => {
      const timestamp = new Date(clock()).toISOString();
      try {
        const model_version = await ask.version();
        return { status: 'healthy' as const, timestamp, model_loaded: true, model_version, detail: null };
      } catch (error) {
        if (!(error instanceof SpamcheckError)) throw error;
        const detail = error.message;
        return reply.code(503).send({
          status: 'unhealthy' as const,
          timestamp,
          model_loaded: false,
          model_version: null,
          detail,
        });
      }
    });
  }
}
