export { findKnown, type Known, type KnownAsked } from './find-known.ts';
export { type ImportedExperiments, importExperiments } from './import-experiments.ts';
export { type ImportedFiles, importFiles } from './import-files.ts';
export { importLimits } from './import-limits.ts';
export { importLoggedModels } from './import-logged-models.ts';
export { type ImportedModels, importModels } from './import-models.ts';
export { importRuns } from './import-runs.ts';
export type {
  ExperimentToImport,
  FileToImport,
  Imported,
  ImportRefusal,
  LoggedModelToImport,
  ModelToImport,
  RunToImport,
  VersionToImport,
} from './imported.ts';
export { keepBlobs, type SmallBlob } from './keep-blobs.ts';
