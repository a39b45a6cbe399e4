import type { MlflowExperiment } from '@verdict/api/mlflow';
import type { Experiment } from '@verdict/ledger';
import { experimentLocation } from './artifact-uris.ts';
import { wirePairs } from './wire-number.ts';

export function presentExperiment(experiment: Experiment): MlflowExperiment {
  const tags = wirePairs(experiment.tags);
  return {
    experiment_id: experiment.id,
    name: experiment.name,
    artifact_location: experimentLocation(experiment),
    lifecycle_stage: experiment.deleted ? 'deleted' : 'active',
    creation_time: experiment.createdMs,
    last_update_time: experiment.updatedMs,
    ...(tags.length > 0 && { tags }),
  };
}
