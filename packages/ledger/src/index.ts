export * from './accounts/index.ts';
export { type RestoredBackup, type RestoreOptions, restoreBackup } from './backup/restore-backup.ts';
export { type BackupOptions, writeBackup } from './backup/write-backup.ts';
export * from './batches/index.ts';
export type { BlobFacts, BlobStore, PutOptions, StagedBlob, StoredBlob } from './blobs/blob-store.ts';
export { folderBlobs } from './blobs/folder-blobs.ts';
export { keepBlob } from './blobs/keep-blob.ts';
export { type BlobPlace, parseBlobPlace } from './blobs/parse-blob-place.ts';
export { type S3Place, s3Blobs } from './blobs/s3-blobs.ts';
export {
  type AddedDatasetVersion,
  addDatasetVersion,
  type NewDatasetVersion,
} from './datasets/add-dataset-version.ts';
export type {
  ClassRows,
  DataFinding,
  DataProfile,
  DataSource,
  Dataset,
  DatasetVersion,
  FrozenFacts,
  Spread,
} from './datasets/dataset.ts';
export { type DatasetDiff, type DiffRow, diffDatasetVersions } from './datasets/diff-dataset-versions.ts';
export {
  type FoundRow,
  type FoundRows,
  findDatasetRows,
  type RowsWanted,
} from './datasets/find-dataset-rows.ts';
export { type FrozenRow, frozenLines, frozenRow } from './datasets/frozen-rows.ts';
export { type DatasetReference, parseDatasetReference } from './datasets/parse-dataset-reference.ts';
export {
  findDatasetVersionByRows,
  getDataset,
  getDatasetVersion,
  listDatasets,
  listDatasetVersions,
  readFrozenRows,
} from './datasets/read-datasets.ts';
export { type VerifiedVersion, verifyDatasetVersion } from './datasets/verify-dataset-version.ts';
export { LedgerError, type LedgerErrorCode, ledgerErrorCodes, ledgerErrors } from './errors.ts';
export type { EventToRecord, LedgerEvent } from './events/event.ts';
export { type EventsQuery, listEvents } from './events/list-events.ts';
export { recordEvent } from './events/record-event.ts';
export { type CollectedGarbage, type CollectOptions, collectGarbage } from './gc/collect-garbage.ts';
export type { KeptDeleted } from './gc/remove-deleted.ts';
export * from './home/index.ts';
export * from './import/index.ts';
export * from './jobs/index.ts';
export * from './labelling/index.ts';
export { type Actor, type Ledger, type LedgerOptions, ledgerOn, openLedger } from './ledger.ts';
export * from './live/index.ts';
export * from './loose-files/index.ts';
export * from './models/index.ts';
export { assertName, assertText } from './names.ts';
export { type Page, type PageOptions, pageLimits } from './page-token.ts';
export * from './predictions/index.ts';
export {
  type ArtifactHome,
  findArtifactOwner,
  getArtifactHome,
  type OwnedPath,
} from './runs/artifact-owner.ts';
export { assertArtifactPath } from './runs/artifact-path.ts';
export { deleteArtifact, putArtifact } from './runs/change-artifacts.ts';
export {
  deleteExperiment,
  deleteExperimentTag,
  restoreExperiment,
  setExperimentTag,
  updateExperiment,
} from './runs/change-experiments.ts';
export {
  changeRun,
  deleteRun,
  deleteRunTag,
  restoreRun,
  rewriteRunTag,
  setRunTag,
  updateRun,
} from './runs/change-runs.ts';
export { createExperiment } from './runs/create-experiment.ts';
export { createRun } from './runs/create-run.ts';
export { type Curve, type Curves, type CurvesWanted, readCurves } from './runs/curves/read-curves.ts';
export type { Experiment, NewExperiment } from './runs/experiment.ts';
export { type ExperimentsSearch, searchExperiments } from './runs/experiment-search/search-experiments.ts';
export type { FilterInvalid } from './runs/filter/filter-invalid.ts';
export { findInputs } from './runs/find-inputs.ts';
export { findRuns, runsByNumber } from './runs/find-runs.ts';
export type { FolderEntry } from './runs/folder.store.ts';
export { logBatch } from './runs/log-batch.ts';
export * from './runs/logged-models/index.ts';
export { metricHistories, metricHistory, type PointOfRun, sampledHistories } from './runs/metric-history.ts';
export { ParamChanged } from './runs/param-changed.ts';
export type { Confusion } from './runs/parse-confusion.ts';
export { getArtifact, listArtifactFolder, listArtifacts } from './runs/read-artifacts.ts';
export { readConfusion } from './runs/read-confusion.ts';
export { findExperiment, getExperiment, listExperiments } from './runs/read-experiments.ts';
export { compareRuns, getRun } from './runs/read-runs.ts';
export type {
  Artifact,
  Batch,
  InputToLog,
  LatestMetric,
  MetricPoint,
  MetricToLog,
  ModelOutput,
  NewRun,
  Run,
  RunChange,
  RunComparison,
  RunInfo,
  RunInput,
  RunsQuery,
} from './runs/run.ts';
export { searchRuns } from './runs/search-runs.ts';
export { findRunNumbers } from './runs/table/find-run-numbers.ts';
export { type KnownKeys, knownKeys } from './runs/table/known-keys.ts';
export { readRunLines } from './runs/table/read-run-lines.ts';
export type { FoundRunNumbers, LoggedColumn, RunLine, RunsAsked } from './runs/table/run-line.ts';
export * from './traffic/index.ts';
