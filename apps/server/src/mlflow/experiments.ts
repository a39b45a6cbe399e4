import { ExperimentByName, ExperimentReply, type MlflowExperiment } from '@verdict/api/mlflow';
import { type Experiment, findExperiment, LedgerError } from '@verdict/ledger';
import { experimentLocation } from './artifact-uris.ts';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { wirePairs } from './wire-number.ts';

export function mlflowExperiments({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'GET',
    path: 'experiments/get-by-name',
    id: 'experiments.getByName',
    summary: 'Find an experiment by its name',
    permission: 'read',
    asked: ExperimentByName,
    reply: ExperimentReply,
    refuses: ['EXPERIMENT_UNKNOWN'],
    handle: async ({ experiment_name: name }) => {
      const experiment = await findExperiment(ledger, name);
      if (experiment) return { experiment: presentExperiment(experiment) };
      throw new LedgerError('EXPERIMENT_UNKNOWN', `Could not find experiment with name '${name}'`);
    },
  });
}

function presentExperiment(experiment: Experiment): MlflowExperiment {
  return {
    experiment_id: experiment.id,
    name: experiment.name,
    artifact_location: experimentLocation(experiment),
    lifecycle_stage: experiment.deleted ? 'deleted' : 'active',
    creation_time: experiment.createdMs,
    last_update_time: experiment.updatedMs,
    tags: wirePairs(experiment.tags),
  };
}
