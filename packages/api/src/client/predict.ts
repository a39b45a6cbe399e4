import type {
  ExplainReply,
  ExplainRequest,
  PredictionReply,
  PredictionsReply,
  PredictRequest,
} from '../predict.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

type One = PredictRequest & { readonly text: string; readonly texts?: never };
type Several = PredictRequest & { readonly texts: string[]; readonly text?: never };

export interface PredictClient {
  readonly predict: {
    (request: One, options?: CallOptions): Promise<PredictionReply>;
    (request: Several, options?: CallOptions): Promise<PredictionsReply>;
  };
  readonly explain: (request: ExplainRequest, options?: CallOptions) => Promise<ExplainReply>;
}

export function predictClient(transport: Transport): PredictClient {
  const ask = { method: 'POST', harmless: true } as const;
  return {
    predict: <Reply>(json: PredictRequest, options?: CallOptions) =>
      transport.json<Reply>({ ...ask, path: '/api/v1/predict', json }, options),
    explain: (json, options) => transport.json({ ...ask, path: '/api/v1/explain', json }, options),
  };
}
