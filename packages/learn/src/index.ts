export { checkData, type DataToCheck } from './check/check-data.ts';
export { type Finding, type FindingKind, findingKinds, type Severity } from './check/finding.ts';
export { groupByText } from './check/group-by-text.ts';
export { hashText } from './check/hash-text.ts';
export type { LabelledTexts } from './check/labelled-texts.ts';
export { type Crew, soloCrew } from './crew.ts';
export { LearnError, type LearnErrorCode, learnErrorCodes } from './errors.ts';
export {
  createExplainer,
  type Explainer,
  type Explanation,
  type GramContribution,
  type Span,
} from './explain/explain-text.ts';
export type { FeatureSetOptions } from './features/feature-set.ts';
export {
  type BootstrapOptions,
  bootstrapConfusion,
  bootstrapInterval,
} from './measure/bootstrap-interval.ts';
export { confusionMatrix } from './measure/confusion-matrix.ts';
export { evaluate, type Metrics } from './measure/evaluate.ts';
export type { Interval } from './measure/interval.ts';
export { type McNemar, mcNemar } from './measure/mc-nemar.ts';
export { wilsonInterval } from './measure/wilson-interval.ts';
export type { Model } from './model/model.ts';
export type { GoldenRow, ModelFacts, ShrinkReport } from './model/model-facts.ts';
export { createPredictor, type Prediction, type Predictor } from './model/predictor.ts';
export type { Histogram, Profile } from './model/profile.ts';
export { type SelfTest, selfTest } from './model/self-test.ts';
export { decodeModel } from './model-file/decode-model.ts';
export { encodeModel } from './model-file/encode-model.ts';
export { type ShrinkInput, shrinkModel } from './model-file/shrink-model.ts';
export { createRandom, type Random } from './random.ts';
export { parseRecipe } from './recipe/parse-recipe.ts';
export type { Recipe } from './recipe/recipe.ts';
export { defaultRecipe, type RecipeName, recipes } from './recipe/recipes.ts';
export { stratifiedFolds } from './split/stratified-folds.ts';
export { type Split, stratifiedSplit } from './split/stratified-split.ts';
export { packTexts, type TextPack } from './text/text-pack.ts';
export type { Texts } from './texts.ts';
export { type Evaluation, evaluateModel } from './train/evaluate-model.ts';
export { expandSweep } from './train/expand-sweep.ts';
export { type PredictedRows, predictTexts } from './train/predict-texts.ts';
export {
  type RefusedCandidate,
  type SweepInput,
  type SweepProgress,
  type Swept,
  type SweptCandidate,
  sweep,
} from './train/sweep.ts';
export { type OutOfFold, type Trained, type TrainInput, type TrainStage, train } from './train/train.ts';
