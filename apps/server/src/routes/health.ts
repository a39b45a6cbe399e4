import { Health, Live, Ready, refusals } from '../schemas.ts';
import type { RouteInput } from './route-input.ts';

export function healthRoutes({ app, shelf, clock }: RouteInput): void {
  const startedAt = clock();
  // Whatever is on the shelf answered its golden rows before it was put there.
  const models = shelf.current.map(({ name, version }) => ({ name, version, self_test: 'passed' as const }));

  app.get(
    '/livez',
    { schema: { summary: 'The process answers', tags: ['about'], response: { 200: Live, ...refusals() } } },
    () => ({ status: 'ok' as const }),
  );

  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Models are loaded and gave the answers they must',
        tags: ['about'],
        response: { 200: Ready, ...refusals('NOT_READY') },
      },
    },
    () => {
      shelf.find();
      return { status: 'ready' as const, models };
    },
  );

  app.get(
    '/api/v1/health',
    {
      schema: {
        summary: 'What is in service, and since when',
        tags: ['about'],
        response: { 200: Health, ...refusals('NOT_READY') },
      },
    },
    () => {
      shelf.find();
      return {
        status: 'ok' as const,
        uptime_seconds: Math.floor((clock() - startedAt) / 1000),
        default_model: shelf.defaultModel,
        models,
      };
    },
  );
}
