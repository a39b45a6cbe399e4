export { createLine } from './admission/create-line.ts';
export {
  defaultMaxWaitMs,
  type Line,
  type LineFacts,
  type LineOptions,
  type Timed,
} from './admission/line.ts';
export { ServeError, type ServeErrorCode, serveErrorCodes, serveErrors } from './errors.ts';
export { createModelDecoder, type ModelDecoder } from './loading/model-decoder.ts';
export { type DecodedModel, type OpenOptions, openModel } from './loading/open-model.ts';
export { createModelMemory, type ModelMemory, type VersionOnRecord } from './memory/model-memory.ts';
export { createOnDemand, type OnDemand } from './memory/on-demand.ts';
export { createModelShelf, type ModelShelf, type ShelfAlias } from './model-shelf.ts';
export {
  type BatchPredictor,
  type InstantPredictor,
  modelPredictor,
  type TextPredictor,
} from './predictor.ts';
export {
  createServedModel,
  type ModelVersion,
  renamed,
  type ServedModel,
  type ServedModelInput,
} from './served-model.ts';
export * from './traffic/index.ts';
