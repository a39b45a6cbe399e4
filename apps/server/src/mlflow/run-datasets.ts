import { DatasetSummaries, SearchDatasets } from '@verdict/api/mlflow';
import { findInputs } from '@verdict/ledger';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { refuse } from './refuse.ts';
import { checkExperimentId } from './view-type.ts';

const mostExperiments = 20;
const mostSummaries = 1000;

export function mlflowDatasets({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'POST',
    path: 'experiments/search-datasets',
    id: 'experiments.searchDatasets',
    summary: 'List the data that runs of experiments read',
    permission: 'read',
    asked: SearchDatasets,
    reply: DatasetSummaries,
    handle: async ({ experiment_ids = [] }) => {
      if (experiment_ids.length === 0) {
        refuse('SearchDatasets request must specify at least one experiment_id.');
      }
      if (experiment_ids.length > mostExperiments) {
        refuse(
          `SearchDatasets request cannot specify more than ${mostExperiments} experiment_ids. Received ${experiment_ids.length} experiment_ids.`,
        );
      }
      const ids = experiment_ids.map(checkExperimentId).map(Number).filter(Number.isSafeInteger);
      const inputs = await findInputs(ledger, ids, mostSummaries);
      const summaries = inputs.map(({ experimentId, name, digest, context }) => ({
        experiment_id: String(experimentId),
        name,
        digest,
        ...(context !== '' && { context }),
      }));
      return { ...(summaries.length > 0 && { dataset_summaries: summaries }) };
    },
  });
}
