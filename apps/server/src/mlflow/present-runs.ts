import type { MlflowRun } from '@verdict/api/mlflow';
import type { Run } from '@verdict/ledger';
import { runArtifactUri } from './artifact-uris.ts';
import { wireNumber, wirePairs } from './wire-number.ts';

const statuses = {
  running: 'RUNNING',
  scheduled: 'SCHEDULED',
  finished: 'FINISHED',
  failed: 'FAILED',
  killed: 'KILLED',
} as const;

/** `location` is that of its experiment. */
export function presentMlflowRun(run: Run, location: string): MlflowRun {
  return {
    info: {
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
    },
    data: {
      metrics: run.latest.map(({ key, value, atMs, step }) => ({
        key,
        value: wireNumber(value),
        timestamp: atMs,
        step,
      })),
      params: wirePairs(run.params),
      tags: wirePairs({ ...run.tags, 'mlflow.runName': run.name }),
    },
    inputs: {
      dataset_inputs: run.inputs.map(
        ({ name, digest, sourceType, source, schema, profile, tags, context }) => ({
          tags: wirePairs({ ...tags, ...(context !== '' && { 'mlflow.data.context': context }) }),
          dataset: {
            name,
            digest,
            source_type: sourceType,
            source,
            ...(schema !== null && { schema }),
            ...(profile !== null && { profile }),
          },
        }),
      ),
    },
  };
}
