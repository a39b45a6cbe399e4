import type {
  Batch,
  BatchesQuery,
  BatchesReply,
  BatchQuery,
  BatchQueueReply,
  BatchRequest,
  BatchResult,
  BatchResults,
  BatchResultsQuery,
  BatchWebhook,
} from '../batches.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';
import type { UploadBody } from './upload-body.ts';
import { watchBatch } from './watch-batch.ts';

/** A file of texts: what it is, and its bytes. */
export interface BatchFile extends Omit<BatchQuery, 'webhook_url'> {
  readonly body: UploadBody;
  /** `json`: one array of texts, or of objects with a text. */
  readonly format: 'csv' | 'tsv' | 'jsonl' | 'json' | 'parquet';
  readonly webhook?: BatchWebhook;
}

export interface BatchesClient {
  /** Without a key the client makes one, so that a repeat makes no second batch. */
  readonly submit: (
    request: BatchRequest | BatchFile,
    options?: CallOptions & { readonly idempotencyKey?: string },
  ) => Promise<Batch>;
  readonly list: (query?: BatchesQuery, options?: CallOptions) => Promise<BatchesReply>;
  readonly get: (id: string, options?: CallOptions) => Promise<Batch>;
  /** What runs is asked to stop; look again for its end. */
  readonly cancel: (id: string, options?: CallOptions) => Promise<Batch>;
  readonly page: (id: string, query?: BatchResultsQuery, options?: CallOptions) => Promise<BatchResults>;
  /** Every row that has been written by now, in order, a page after the other. */
  readonly results: (id: string, options?: CallOptions) => AsyncGenerator<BatchResult>;
  /** The results as they are downloaded: the body is the caller's to read. */
  readonly download: (id: string, format: 'csv' | 'jsonl', options?: CallOptions) => Promise<Response>;
  /** How it stands, now and whenever that changes, until it has ended. */
  readonly watch: (id: string, options?: CallOptions) => AsyncGenerator<Batch>;
  readonly queue: (options?: CallOptions) => Promise<BatchQueueReply>;
}

const types = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  jsonl: 'application/x-ndjson',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
} as const;

export function batchesClient(transport: Transport): BatchesClient {
  const { json, open } = transport;
  const get = { method: 'GET', harmless: true } as const;
  const byId = (id: string, options?: CallOptions): Promise<Batch> =>
    json({ ...get, path: at`/api/v1/batch/status/${id}` }, options);
  const page = (id: string, query: BatchResultsQuery = {}, options?: CallOptions): Promise<BatchResults> =>
    json({ ...get, path: at`/api/v1/batch/results/${id}`, query: { ...query } }, options);
  const download = (id: string, format: 'csv' | 'jsonl', options?: CallOptions): Promise<Response> =>
    open(
      { ...get, path: at`/api/v1/batch/results/${id}`, headers: { accept: types[format] }, long: true },
      options,
    );

  return {
    submit: (request, { idempotencyKey = crypto.randomUUID(), ...options } = {}) => {
      const common = {
        method: 'POST',
        path: '/api/v1/batch/predict',
        harmless: true,
        long: true,
      } as const;
      const key = { 'idempotency-key': idempotencyKey };
      if (!('body' in request)) return json({ ...common, json: request, headers: key }, options);
      const { body, format, webhook, ...query } = request;
      return json(
        {
          ...common,
          upload: body,
          query: { ...query, webhook_url: webhook?.url },
          headers: {
            ...key,
            'content-type': types[format],
            ...(webhook?.secret !== undefined && { 'webhook-secret': webhook.secret }),
          },
        },
        options,
      );
    },
    list: (query, options) => json({ ...get, path: '/api/v1/batch', query: { ...query } }, options),
    get: byId,
    cancel: (id, options) =>
      json({ method: 'DELETE', path: at`/api/v1/batch/jobs/${id}`, harmless: true }, options),
    page,
    async *results(id, options) {
      for (let number = 1; ; number++) {
        const { results, has_more } = await page(id, { page: number, page_size: 1000 }, options);
        yield* results;
        if (!has_more) return;
      }
    },
    download,
    watch: (id, options) => watchBatch(transport, byId, id, options),
    queue: (options) => json({ ...get, path: '/api/v1/batch/queue/status' }, options),
  };
}
