import { Health, Live, Ready } from '@verdict/api';
import { ServerError } from '../errors.ts';
import { refusals } from '../schemas.ts';
import type { RouteInput } from './route-input.ts';

export function healthRoutes({ app, shelf, clock, standing }: RouteInput): void {
  const startedAt = clock();
  // Whatever is on the shelf answered its golden rows before it was put there.
  const models = () =>
    shelf.current().map(({ name, version }) => ({ name, version, self_test: 'passed' as const }));

  app.get(
    '/livez',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'about.live',
        summary: 'The process answers',
        tags: ['about'],
        response: { 200: Live, ...refusals() },
      },
    },
    () => ({ status: 'ok' as const }),
  );

  app.get(
    '/readyz',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'about.ready',
        summary: 'Models are loaded and gave the answers they must, and the record answers',
        tags: ['about'],
        response: { 200: Ready, ...refusals('NOT_READY', 'RECORD_AWAY') },
      },
    },
    async () => {
      shelf.find();
      if (standing && !(await standing.answers())) {
        throw new ServerError(
          'RECORD_AWAY',
          'The database does not answer; predictions go on from memory, everything else waits for it.',
        );
      }
      return { status: 'ready' as const, models: models() };
    },
  );

  app.get(
    '/api/v1/health',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'about.health',
        summary: 'What is in service, and since when',
        tags: ['about'],
        response: { 200: Health, ...refusals('NOT_READY') },
      },
    },
    async () => {
      shelf.find();
      const reachable = standing === null || (await standing.answers());
      const refused = standing?.refused() ?? [];
      return {
        status: reachable && refused.length === 0 ? ('ok' as const) : ('degraded' as const),
        uptime_seconds: Math.floor((clock() - startedAt) / 1000),
        default_model: shelf.defaultModel,
        models: models(),
        record: standing && { database: standing.database, reachable },
        refused_models: refused.map(({ name, version, reason, atMs }) => ({
          name,
          version,
          reason,
          at_ms: atMs,
        })),
      };
    },
  );
}
