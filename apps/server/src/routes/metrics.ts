import { Type } from 'typebox';
import { formatFor, type Metrics, metricsTypes, writeMetrics } from '../metrics/index.ts';
import { refusals } from '../schemas.ts';
import type { App } from './route-input.ts';

export interface MetricsRouteInput {
  readonly app: App;
  readonly metrics: Pick<Metrics, 'snapshot'>;
}

export function metricsRoutes({ app, metrics }: MetricsRouteInput): void {
  const text = { schema: Type.String() };
  for (const url of ['/metrics', '/api/v1/metrics']) {
    app.route({
      method: 'GET',
      url,
      config: { permission: 'read' },
      schema: {
        // Where Prometheus looks by itself: the same operation, without a name of its own.
        ...(url !== '/metrics' && { operationId: 'about.metrics' }),
        summary: 'Counts and measures, as Prometheus reads them',
        tags: ['about'],
        response: {
          200: {
            description: 'Prometheus text, or OpenMetrics where Accept asks for it.',
            content: { 'text/plain': text, 'application/openmetrics-text': text },
          },
          ...refusals(),
        },
      },
      handler: async (request, reply) => {
        const format = formatFor(request.headers.accept);
        const families = await metrics.snapshot();
        return reply
          .header('content-type', metricsTypes[format])
          .header('vary', 'accept')
          .serializer(String)
          .send(writeMetrics(families, format));
      },
    });
  }
}
