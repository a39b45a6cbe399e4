export { ServeError, type ServeErrorCode, serveErrorCodes, serveErrors } from './errors.ts';
export { createModelShelf, type ModelShelf } from './model-shelf.ts';
export { openModel } from './open-model.ts';
export { createServedModel, type ModelVersion, renamed, type ServedModel } from './served-model.ts';
