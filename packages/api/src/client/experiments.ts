import type { NoReply, PageQuery } from '../common.ts';
import type { CreateExperiment, Experiment, ExperimentsReply } from '../runs.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

export interface ExperimentsClient {
  readonly list: (query?: PageQuery, options?: CallOptions) => Promise<ExperimentsReply>;
  readonly create: (request: CreateExperiment, options?: CallOptions) => Promise<Experiment>;
  readonly get: (id: string, options?: CallOptions) => Promise<Experiment>;
  readonly remove: (id: string, options?: CallOptions) => Promise<NoReply>;
  readonly restore: (id: string, options?: CallOptions) => Promise<Experiment>;
}

export function experimentsClient({ json }: Transport): ExperimentsClient {
  const get = { method: 'GET', harmless: true } as const;
  return {
    list: (query, options) => json({ ...get, path: '/api/v1/experiments', query: { ...query } }, options),
    create: (request, options) =>
      json({ method: 'POST', path: '/api/v1/experiments', json: request, harmless: false }, options),
    get: (id, options) => json({ ...get, path: at`/api/v1/experiments/${id}` }, options),
    remove: (id, options) =>
      json({ method: 'DELETE', path: at`/api/v1/experiments/${id}`, harmless: true }, options),
    restore: (id, options) =>
      json({ method: 'POST', path: at`/api/v1/experiments/${id}/restore`, harmless: true }, options),
  };
}
