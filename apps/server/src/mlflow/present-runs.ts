import type { MlflowRun, MlflowRunInfo } from '@verdict/api/mlflow';
import type { Run, RunInfo, RunInput } from '@verdict/ledger';
import { experimentLocation, runArtifactUri } from './artifact-uris.ts';
import { presentInputTags } from './dataset-inputs.ts';
import { wireNumber, wirePairs } from './wire-number.ts';

const statuses = {
  running: 'RUNNING',
  scheduled: 'SCHEDULED',
  finished: 'FINISHED',
  failed: 'FAILED',
  killed: 'KILLED',
} as const;

export function runStatusOf(name: MlflowRunInfo['status']): Run['status'] {
  return name.toLowerCase() as Run['status'];
}

export function presentRunInfo(run: RunInfo): MlflowRunInfo {
  const location = experimentLocation({ id: run.experiment.id, artifactLocation: run.artifactLocation });
  return {
    run_id: run.id,
    run_uuid: run.id,
    run_name: run.name,
    experiment_id: run.experiment.id,
    user_id: run.user,
    status: statuses[run.status],
    start_time: run.startMs,
    ...(run.endMs !== null && { end_time: run.endMs }),
    artifact_uri: runArtifactUri(location, run.id),
    lifecycle_stage: run.deleted ? 'deleted' : 'active',
  };
}

/** Lists that are empty are left out, as MLflow leaves them. */
export function presentMlflowRun(run: Run): MlflowRun {
  const metrics = run.latest.map(({ key, value, atMs, step }) => ({
    key,
    value: wireNumber(value),
    timestamp: atMs,
    step,
  }));
  const params = wirePairs(run.params);
  return {
    info: presentRunInfo(run),
    data: {
      ...(metrics.length > 0 && { metrics }),
      ...(params.length > 0 && { params }),
      tags: wirePairs({ ...run.tags, 'mlflow.runName': run.name }),
    },
    inputs: {
      ...(run.inputs.length > 0 && { dataset_inputs: run.inputs.map(presentInput) }),
      ...(run.modelInputs.length > 0 && { model_inputs: run.modelInputs.map((id) => ({ model_id: id })) }),
    },
    outputs:
      run.modelOutputs.length > 0
        ? { model_outputs: run.modelOutputs.map(({ id, step }) => ({ model_id: id, step })) }
        : {},
  };
}

function presentInput({ name, digest, sourceType, source, schema, profile, tags, context }: RunInput) {
  const told = presentInputTags(tags, context);
  return {
    ...(told.length > 0 && { tags: told }),
    dataset: {
      name,
      digest,
      source_type: sourceType,
      source,
      ...(schema !== null && { schema }),
      ...(profile !== null && { profile }),
    },
  };
}
