import type { Health, Live, ModelInfo, ModelInfoQuery, Ready, Started } from '../about.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

export interface AboutClient {
  readonly live: (options?: CallOptions) => Promise<Live>;
  readonly ready: (options?: CallOptions) => Promise<Ready>;
  readonly started: (options?: CallOptions) => Promise<Started>;
  readonly health: (options?: CallOptions) => Promise<Health>;
  /** As Prometheus reads them. */
  readonly metrics: (options?: CallOptions) => Promise<string>;
  readonly model: (query?: ModelInfoQuery, options?: CallOptions) => Promise<ModelInfo>;
}

export function aboutClient({ json, text }: Transport): AboutClient {
  const get = { method: 'GET', harmless: true } as const;
  return {
    live: (options) => json({ ...get, path: '/livez' }, options),
    ready: (options) => json({ ...get, path: '/readyz' }, options),
    started: (options) => json({ ...get, path: '/startupz' }, options),
    health: (options) => json({ ...get, path: '/api/v1/health' }, options),
    metrics: (options) => text({ ...get, path: '/api/v1/metrics' }, options),
    model: (query, options) => json({ ...get, path: '/api/v1/model-info', query: { ...query } }, options),
  };
}
