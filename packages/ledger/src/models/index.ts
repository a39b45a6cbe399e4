export type { AliasMove, MoveKind } from './alias-move.ts';
export type { Chain, ChainData } from './chain.ts';
export { type AliasToSet, removeAlias, setAlias } from './change-aliases.ts';
export { createModel, type ModelToCreate } from './create-model.ts';
export { deleteModel, type ModelToDelete } from './delete-model.ts';
export { deleteVersion, type VersionToDelete } from './delete-version.ts';
export { findServable, isServable } from './find-servable.ts';
export { getChain } from './get-chain.ts';
export type { Judgement, JudgementToRecord, Reason, Verdict } from './judgement.ts';
export { type JudgementsQuery, listJudgements } from './list-judgements.ts';
export { listServing, type Serving, type ServingTraffic, type ServingVersion } from './list-serving.ts';
export {
  challenger,
  champion,
  type Facts,
  type Model,
  type ModelVersion,
  type VersionFormat,
  type VersionStatus,
} from './model.ts';
export type { AskedCount } from './overview.store.ts';
export {
  type ModelReference,
  parseModelReference,
  parseVersionSelector,
  type VersionSelector,
} from './parse-model-reference.ts';
export { type Promotion, type PromotionToMake, promoteVersion } from './promote-version.ts';
export { getModel, getVersion, latestOfStages, listModels, listVersions } from './read-models.ts';
export {
  getJudgement,
  listModelOverviews,
  type ModelOverview,
  type ModelStanding,
  readAsked,
  readStanding,
  rollbackTarget,
  versionNeighbours,
} from './read-overview.ts';
export { recordJudgement } from './record-judgement.ts';
export { type Registered, registerVersion, type VersionToRegister } from './register-version.ts';
export { renameModel } from './rename-model.ts';
export { retireChampion } from './retire-champion.ts';
export { type Rollback, type RollbackToMake, rollback } from './roll-back.ts';
export { isPrompt, promptTag } from './search/registry-filter.ts';
export {
  mostVersionsFound,
  type RegistryQuery,
  searchModels,
  searchVersions,
} from './search/search-registry.ts';
export { isActiveStage, parseStage, type Stage, stages } from './stages.ts';
export type { TagChanges } from './tags.ts';
export { type DataUse, trainedOn } from './trained-on.ts';
export { type Transition, transitionStage } from './transition-stage.ts';
export { type ModelChanges, updateModel } from './update-model.ts';
export { updateVersion, type VersionChanges } from './update-version.ts';
