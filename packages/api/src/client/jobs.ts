import type { Job, JobsQuery, JobsReply, SubmitJob } from '../jobs.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

export interface JobsClient {
  /** Without a key the client makes one, so that a repeat makes no second job. */
  readonly submit: (
    request: SubmitJob,
    options?: CallOptions & { readonly idempotencyKey?: string },
  ) => Promise<Job>;
  readonly list: (query?: JobsQuery, options?: CallOptions) => Promise<JobsReply>;
  readonly get: (id: string, options?: CallOptions) => Promise<Job>;
  /** What runs is asked to stop; look again for its end. */
  readonly cancel: (id: string, options?: CallOptions) => Promise<Job>;
}

export function jobsClient(transport: Transport): JobsClient {
  const get = { method: 'GET', harmless: true } as const;
  return {
    submit: (json, { idempotencyKey = crypto.randomUUID(), ...options } = {}) =>
      transport.json(
        {
          method: 'POST',
          path: '/api/v1/jobs',
          json,
          headers: { 'idempotency-key': idempotencyKey },
          harmless: true,
        },
        options,
      ),
    list: (query, options) => transport.json({ ...get, path: '/api/v1/jobs', query: { ...query } }, options),
    get: (id, options) => transport.json({ ...get, path: at`/api/v1/jobs/${id}` }, options),
    cancel: (id, options) =>
      transport.json({ method: 'DELETE', path: at`/api/v1/jobs/${id}`, harmless: true }, options),
  };
}
