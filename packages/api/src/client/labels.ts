import type { NoReply } from '../common.ts';
import type { Job } from '../jobs.ts';
import type {
  ClaimLabels,
  ClaimReply,
  GiveLabel,
  GivenLabel,
  LabelItem,
  LabelsState,
  RetrainRequest,
} from '../labels.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** What people label, and the training that learns from it. */
export interface LabelsClient {
  readonly state: (model: string, options?: CallOptions) => Promise<LabelsState>;
  /** What is worth a label most, kept for the caller for ten minutes; what was kept for the caller before comes first. */
  readonly claim: (model: string, request?: ClaimLabels, options?: CallOptions) => Promise<ClaimReply>;
  readonly give: (
    model: string,
    predictionId: string,
    label: GiveLabel,
    options?: CallOptions,
  ) => Promise<GivenLabel>;
  /** Nobody is asked for it for a day. */
  readonly skip: (model: string, predictionId: string, options?: CallOptions) => Promise<NoReply>;
  /** Takes one’s own label of the last hour back, as if it had not been given. */
  readonly undo: (model: string, predictionId: string, options?: CallOptions) => Promise<LabelItem>;
  /** Without a key the client makes one, so that a repeat makes no second job. */
  readonly retrain: (
    model: string,
    request: RetrainRequest,
    options?: CallOptions & { readonly idempotencyKey?: string },
  ) => Promise<Job>;
}

export function labelsClient({ json }: Transport): LabelsClient {
  const of = (model: string) => at`/api/v1/models/${model}/labels`;
  return {
    state: (model, options) => json({ method: 'GET', path: of(model), harmless: true }, options),
    claim: (model, request = {}, options) =>
      json({ method: 'POST', path: `${of(model)}/claim`, json: request, harmless: true }, options),
    give: (model, id, label, options) =>
      json(
        { method: 'PUT', path: at`/api/v1/models/${model}/labels/${id}`, json: label, harmless: true },
        options,
      ),
    skip: (model, id, options) =>
      json({ method: 'POST', path: at`/api/v1/models/${model}/labels/${id}/skip`, harmless: true }, options),
    undo: (model, id, options) =>
      json({ method: 'DELETE', path: at`/api/v1/models/${model}/labels/${id}`, harmless: false }, options),
    retrain: (model, request, { idempotencyKey = crypto.randomUUID(), ...options } = {}) =>
      json(
        {
          method: 'POST',
          path: at`/api/v1/models/${model}/retrain`,
          json: request,
          headers: { 'idempotency-key': idempotencyKey },
          harmless: true,
        },
        options,
      ),
  };
}
