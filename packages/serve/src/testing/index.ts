export { type PredictorUnderTest, predictorContract } from './predictor-contract.ts';
export { batchPredictor, busyPredictor, lengthPrediction } from './test-predictors.ts';
