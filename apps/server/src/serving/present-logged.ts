import type { LoggedPrediction, LoggedShadowAnswer } from '@verdict/api';
import type { PredictionRow, ShadowAnswer } from '@verdict/ledger';

/** Rows of the logs on their way to whoever keeps the record, and back. */
export function presentLogged(row: PredictionRow): LoggedPrediction {
  const { atMs, textSha256, tookUs, requestId, ...same } = row;
  return { ...same, at_ms: atMs, text_sha256: textSha256, took_us: tookUs, request_id: requestId };
}

export function readLogged(row: LoggedPrediction): PredictionRow {
  const { at_ms, text_sha256, took_us, request_id, ...same } = row;
  return { ...same, atMs: at_ms, textSha256: text_sha256, tookUs: took_us, requestId: request_id };
}

export function presentLoggedShadow({ predictionId, tookUs, ...same }: ShadowAnswer): LoggedShadowAnswer {
  return { ...same, prediction_id: predictionId, took_us: tookUs };
}

export function readLoggedShadow({ prediction_id, took_us, ...same }: LoggedShadowAnswer): ShadowAnswer {
  return { ...same, predictionId: prediction_id, tookUs: took_us };
}
