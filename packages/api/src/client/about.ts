import type { Health, Live, ModelInfo, ModelInfoQuery, Ready } from '../about.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

export interface AboutClient {
  readonly live: (options?: CallOptions) => Promise<Live>;
  readonly ready: (options?: CallOptions) => Promise<Ready>;
  readonly health: (options?: CallOptions) => Promise<Health>;
  readonly model: (query?: ModelInfoQuery, options?: CallOptions) => Promise<ModelInfo>;
}

export function aboutClient({ json }: Transport): AboutClient {
  const get = { method: 'GET', harmless: true } as const;
  return {
    live: (options) => json({ ...get, path: '/livez' }, options),
    ready: (options) => json({ ...get, path: '/readyz' }, options),
    health: (options) => json({ ...get, path: '/api/v1/health' }, options),
    model: (query, options) => json({ ...get, path: '/api/v1/model-info', query: { ...query } }, options),
  };
}
