import type {
  ImportedExperiment,
  ImportedLoggedModel,
  ImportedModel,
  ImportedRun,
  ImportReply,
} from '@verdict/api';
import type {
  ExperimentToImport,
  Imported,
  LoggedModelToImport,
  ModelToImport,
  RunToImport,
} from '@verdict/ledger';
import { parseMetricValue } from './metric-value.ts';

export function parseExperiment(asked: ImportedExperiment): ExperimentToImport {
  return {
    name: asked.name,
    artifactLocation: asked.artifact_location,
    createdMs: asked.created_ms,
    updatedMs: asked.updated_ms,
    deletedMs: asked.deleted_ms,
    tags: asked.tags,
  };
}

export function parseRun(asked: ImportedRun): RunToImport {
  return {
    id: asked.id,
    experimentId: asked.experiment_id,
    name: asked.name,
    userName: asked.user,
    status: asked.status,
    startMs: asked.start_ms,
    endMs: asked.end_ms,
    deletedMs: asked.deleted_ms,
    params: asked.params,
    tags: asked.tags,
    metrics: asked.metrics.map(({ key, points }) => ({
      key,
      points: points.map(([atMs, step, value]) => ({ atMs, step, value: parseMetricValue(value) })),
    })),
    inputs: asked.inputs.map(({ source_type: sourceType, ...input }) => ({ ...input, sourceType })),
  };
}

export function parseLoggedModel(asked: ImportedLoggedModel): LoggedModelToImport {
  return {
    id: asked.id,
    experimentId: asked.experiment_id,
    name: asked.name,
    modelType: asked.model_type,
    sourceRunId: asked.source_run_id,
    status: asked.status,
    statusMessage: asked.status_message,
    createdMs: asked.created_ms,
    updatedMs: asked.updated_ms,
    deletedMs: asked.deleted_ms,
    params: asked.params,
    tags: asked.tags,
    metrics: asked.metrics.map((metric) => ({
      runId: metric.run_id,
      key: metric.key,
      atMs: metric.at_ms,
      step: metric.step,
      value: parseMetricValue(metric.value),
      datasetName: metric.dataset_name,
      datasetDigest: metric.dataset_digest,
    })),
    runs: asked.runs.map(({ run_id: runId, role, step }) => ({ runId, role, step })),
  };
}

export function parseModel(asked: ImportedModel): ModelToImport {
  return {
    name: asked.name,
    description: asked.description,
    createdMs: asked.created_ms,
    updatedMs: asked.updated_ms,
    tags: asked.tags,
    aliases: asked.aliases,
    versions: asked.versions.map((version) => ({
      number: version.number,
      runId: version.run_id,
      loggedModelId: version.logged_model_id,
      source: version.source,
      storageLocation: version.storage_location,
      status: version.status,
      stage: version.stage,
      description: version.description,
      userName: version.user,
      runLink: version.run_link,
      createdMs: version.created_ms,
      updatedMs: version.updated_ms,
      deletedMs: version.deleted_ms,
      tags: version.tags,
    })),
  };
}

export function presentImported({ added, there, refused }: Imported): ImportReply {
  return { added, there, refused: refused.map(({ subject, reason }) => ({ subject, reason })) };
}
