import { Health, Live, Ready, Started } from '@verdict/api';
import type { ModelShelf } from '@verdict/serve';
import { refusals } from '../schemas.ts';
import type { Buffers, RouteInput } from './route-input.ts';

export function healthRoutes({ app, shelf, clock, standing, buffers, readiness }: RouteInput): void {
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
        summary: 'Models are loaded and gave the answers they must, the queue has room, the database answers',
        tags: ['about'],
        response: { 200: Ready, ...refusals('NOT_READY', 'STOPPING', 'QUEUE_FULL', 'RECORD_AWAY') },
      },
    },
    async () => {
      await readiness.check();
      return { status: 'ready' as const, models: models() };
    },
  );

  app.get(
    '/startupz',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'about.started',
        summary: 'What is to be served has once been in memory',
        tags: ['about'],
        response: { 200: Started, ...refusals('STARTING') },
      },
    },
    () => {
      readiness.checkStarted();
      return { status: 'started' as const };
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
      const queue = queueOf(shelf);
      return {
        status: reachable && refused.length === 0 && !queue.full ? ('ok' as const) : ('degraded' as const),
        uptime_seconds: Math.floor((clock() - startedAt) / 1000),
        default_model: shelf.defaultModel,
        models: models(),
        record: standing && { database: standing.database, reachable },
        queue,
        ...presentBuffers(buffers),
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

/** A model that is only tried or asked for by version may be full without anybody in need of it. */
function queueOf(shelf: ModelShelf): Health['queue'] {
  const facts = shelf.all().map(({ line }) => line.facts());
  return {
    waiting: facts.reduce((sum, { waiting }) => sum + waiting, 0),
    refused: facts.reduce((sum, { refused }) => sum + refused, 0),
    full: shelf.current().some(({ line }) => line.facts().full),
  };
}

function presentBuffers({ predictions, lines }: Buffers): Pick<Health, 'prediction_log' | 'log'> {
  return {
    prediction_log: predictions && {
      waiting: predictions.waiting(),
      written: predictions.written(),
      dropped: predictions.dropped(),
    },
    log: lines && { buffered_bytes: lines.bufferedBytes(), dropped_lines: lines.dropped() },
  };
}
