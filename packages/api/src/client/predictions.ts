import type { NoReply } from '../common.ts';
import type {
  AccuracyQuery,
  AccuracyReply,
  Feedback,
  GiveFeedback,
  PredictionLogReply,
  PredictionOnRecord,
  PredictionsQuery,
} from '../predictions.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** The log of what was said, and what others say of it. */
export interface PredictionsClient {
  /** Newest first. */
  readonly list: (query?: PredictionsQuery, options?: CallOptions) => Promise<PredictionLogReply>;
  readonly get: (id: string, options?: CallOptions) => Promise<PredictionOnRecord>;
  /** For good: text and answer leave the log. */
  readonly remove: (id: string, options?: CallOptions) => Promise<NoReply>;
  /** Said again, it is the same. */
  readonly giveFeedback: (id: string, feedback: GiveFeedback, options?: CallOptions) => Promise<Feedback>;
  /** By version, where there is feedback. */
  readonly accuracy: (model: string, query?: AccuracyQuery, options?: CallOptions) => Promise<AccuracyReply>;
}

export function predictionsClient({ json }: Transport): PredictionsClient {
  const get = { method: 'GET', harmless: true } as const;
  return {
    list: (query, options) => json({ ...get, path: '/api/v1/predictions', query: { ...query } }, options),
    get: (id, options) => json({ ...get, path: at`/api/v1/predictions/${id}` }, options),
    remove: (id, options) =>
      json({ method: 'DELETE', path: at`/api/v1/predictions/${id}`, harmless: false }, options),
    giveFeedback: (id, feedback, options) =>
      json(
        { method: 'POST', path: at`/api/v1/predictions/${id}/feedback`, json: feedback, harmless: true },
        options,
      ),
    accuracy: (model, query, options) =>
      json({ ...get, path: at`/api/v1/models/${model}/accuracy`, query: { ...query } }, options),
  };
}
