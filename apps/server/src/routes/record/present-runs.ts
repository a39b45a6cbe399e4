import type * as Wire from '@verdict/api';
import type { Artifact, Experiment, MetricPoint, Run, RunComparison } from '@verdict/ledger';
import { presentMetricValue } from './metric-value.ts';

export function presentExperiment(experiment: Experiment): Wire.Experiment {
  const { id, name, tags, createdMs, updatedMs, deleted } = experiment;
  return { id, name, tags, created_ms: createdMs, updated_ms: updatedMs, deleted };
}

export function presentRun(run: Run): Wire.Run {
  return {
    id: run.id,
    name: run.name,
    experiment: run.experiment,
    status: run.status,
    user: run.user,
    start_ms: run.startMs,
    end_ms: run.endMs,
    deleted: run.deleted,
    params: run.params,
    metrics: Object.fromEntries(
      Object.entries(run.metrics).map(([key, value]) => [key, presentMetricValue(value)]),
    ),
    tags: run.tags,
    inputs: run.inputs.map(({ name, digest, context, sourceType, source, dataset }) => ({
      name,
      digest,
      context,
      source_type: sourceType,
      source,
      dataset,
    })),
    models: [...run.models],
  };
}

export function presentComparison({ runs, params, metrics }: RunComparison): Wire.CompareRuns {
  return {
    runs: runs.map(presentRun),
    params: Object.fromEntries(Object.entries(params).map(([key, values]) => [key, [...values]])),
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([key, values]) => [
        key,
        values.map((value) => (value === null ? null : presentMetricValue(value))),
      ]),
    ),
  };
}

export function presentPoint({ value, atMs, step }: MetricPoint) {
  return { value: presentMetricValue(value), at_ms: atMs, step };
}

export function presentArtifact({ path, bytes, sha256, createdMs }: Artifact): Wire.Artifact {
  return { path, bytes, sha256, created_ms: createdMs };
}
