import type { NoReply } from '../common.ts';
import type {
  AbortTrial,
  LoggedReply,
  LogPredictions,
  LogShadowAnswers,
  ServingState,
  ServingVersion,
} from '../serving.ts';
import { at } from './address.ts';
import { ApiError } from './api-error.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

export interface ServingReply {
  readonly etag: string;
  readonly state: ServingState;
}

/** For processes that answer with the record's models; a key with the scope `serve` may ask. */
export interface ServingClient {
  /** Null: nothing has changed since that ETag. */
  readonly read: (etag?: string | null, options?: CallOptions) => Promise<ServingReply | null>;
  /** Whether or not it is in service. */
  readonly version: (model: string, version: number, options?: CallOptions) => Promise<ServingVersion>;
  /** A model file; its body is the caller's to read. */
  readonly file: (sha256: string, options?: CallOptions) => Promise<Response>;
  /** Rows that are there already stay as they are. */
  readonly log: (request: LogPredictions, options?: CallOptions) => Promise<LoggedReply>;
  readonly logShadow: (request: LogShadowAnswers, options?: CallOptions) => Promise<LoggedReply>;
  readonly abort: (request: AbortTrial, options?: CallOptions) => Promise<NoReply>;
}

export function servingClient(transport: Transport): ServingClient {
  const get = { method: 'GET', harmless: true } as const;
  const post = { method: 'POST', harmless: true } as const;
  return {
    read: async (etag = null, options) => {
      try {
        const reply = await transport.open(
          { ...get, path: '/api/v1/serving', ...(etag !== null && { headers: { 'if-none-match': etag } }) },
          options,
        );
        return { etag: reply.headers.get('etag') ?? '', state: (await reply.json()) as ServingState };
      } catch (error) {
        if (error instanceof ApiError && error.status === 304) return null;
        throw error;
      }
    },
    version: (model, version, options) =>
      transport.json({ ...get, path: at`/api/v1/serving/versions/${model}/${version}` }, options),
    file: (sha256, options) =>
      transport.open({ ...get, path: at`/api/v1/serving/models/${sha256}`, long: true }, options),
    log: (json, options) => transport.json({ ...post, path: '/api/v1/serving/predictions', json }, options),
    logShadow: (json, options) =>
      transport.json({ ...post, path: '/api/v1/serving/shadow-answers', json }, options),
    abort: (json, options) => transport.json({ ...post, path: '/api/v1/serving/aborts', json }, options),
  };
}
