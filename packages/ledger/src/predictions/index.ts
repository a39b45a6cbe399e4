export { mayBeOnItsWayMs } from './decide-feedback.ts';
export { deletePrediction } from './delete-prediction.ts';
export { type FeedbackToGive, type GivenFeedback, giveFeedback } from './give-feedback.ts';
export { type AccuracyQuery, modelAccuracy } from './model-accuracy.ts';
export type { Feedback, PredictionPart, PredictionRow, VersionAccuracy } from './prediction.ts';
export { firstPredictionIdAt, isPredictionId, msOfPredictionId } from './prediction-id.ts';
export type { ListedPrediction } from './predictions.store.ts';
export {
  getPrediction,
  listPredictions,
  type PredictionsQuery,
  type PredictionWithFeedback,
} from './read-predictions.ts';
export { type AgingOptions, removeAgedPredictions } from './remove-aged-predictions.ts';
export { removeLostFeedback } from './remove-lost-feedback.ts';
export { storableJson } from './storable-json.ts';
export { wilsonInterval } from './wilson-interval.ts';
export { writePredictions } from './write-predictions.ts';
