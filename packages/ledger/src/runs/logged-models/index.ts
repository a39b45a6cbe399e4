export {
  deleteLoggedModel,
  deleteLoggedModelTag,
  finalizeLoggedModel,
  logLoggedModelParams,
  setLoggedModelTags,
} from './change-logged-models.ts';
export { createLoggedModel } from './create-logged-model.ts';
export { loggedModelLimits } from './limits.ts';
export type {
  LoggedModel,
  LoggedModelMetric,
  LoggedModelOrder,
  LoggedModelStatus,
  LoggedModelsQuery,
  MeasuredOn,
  NewLoggedModel,
} from './logged-model.ts';
export { getLoggedModel } from './read-logged-models.ts';
export { searchLoggedModels } from './search-logged-models.ts';
