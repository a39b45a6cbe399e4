import type * as Wire from '@verdict/api';
import type { Feedback, ListedPrediction, PredictionWithFeedback, VersionAccuracy } from '@verdict/ledger';
import { presentLogged } from '../../serving/present-logged.ts';

export function presentListed({ feedbackLabel, ...row }: ListedPrediction): Wire.ListedPrediction {
  return { ...presentLogged(row), feedback_label: feedbackLabel };
}

export function presentPrediction({ prediction, feedback }: PredictionWithFeedback): Wire.PredictionOnRecord {
  return { ...presentLogged(prediction), feedback: feedback.map(presentFeedback) };
}

export function presentFeedback({ predictionId, requestId, atMs, ...same }: Feedback): Wire.Feedback {
  return { ...same, prediction_id: predictionId, request_id: requestId, at_ms: atMs };
}

export function presentAccuracy(model: string, versions: readonly VersionAccuracy[]): Wire.AccuracyReply {
  return { model, versions: versions.map(({ interval, ...counts }) => ({ ...counts, ...interval })) };
}
