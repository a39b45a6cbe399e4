import { LoggedModelsReply, SearchLoggedModels } from '@verdict/api/mlflow';
import { getExperiment, type LoggedModel, loggedModelLimits, searchLoggedModels } from '@verdict/ledger';
import { experimentLocation } from './artifact-uris.ts';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentLoggedModel } from './present-logged-models.ts';
import { refuse } from './refuse.ts';
import { checkExperimentId } from './view-type.ts';

/** What its clients ask for where they say nothing. */
const usualResults = 100;

export function mlflowLoggedModelSearch({ app, ledger }: MlflowInput): void {
  const locationsOf = async (models: readonly LoggedModel[]): Promise<ReadonlyMap<string, string>> => {
    const ids = [...new Set(models.map(({ experimentId }) => experimentId))];
    const experiments = await Promise.all(ids.map((id) => getExperiment(ledger, id)));
    return new Map(experiments.map((experiment) => [experiment.id, experimentLocation(experiment)]));
  };

  serveEndpoint(app, {
    method: 'POST',
    path: 'logged-models/search',
    id: 'loggedModels.search',
    summary: 'Search logged models',
    permission: 'read',
    asked: SearchLoggedModels,
    reply: LoggedModelsReply,
    refuses: ['FILTER_INVALID', 'PAGE_TOKEN_INVALID', 'VALUE_INVALID', 'LIMIT_EXCEEDED'],
    handle: async ({ experiment_ids, filter, datasets = [], order_by = [], max_results, page_token }) => {
      const page = await searchLoggedModels(ledger, {
        experimentIds: experiment_ids.map(checkExperimentId),
        ...(filter !== undefined && { filter }),
        datasets: datasets.map(({ dataset_name, dataset_digest }) => ({
          name: dataset_name || refuse('`dataset_name` in the `datasets` clause must be specified.'),
          ...(dataset_digest && { digest: dataset_digest }),
        })),
        orderBy: order_by.map(({ field_name = '', ascending = true, dataset_name, dataset_digest }) => ({
          field: field_name,
          ascending,
          dataset: {
            ...(dataset_name && { name: dataset_name }),
            ...(dataset_digest && { digest: dataset_digest }),
          },
        })),
        limit: Math.min(max_results || usualResults, loggedModelLimits.page),
        ...(page_token !== undefined && { pageToken: page_token }),
      });
      const locations = await locationsOf(page.items);
      return {
        ...(page.items.length > 0 && {
          models: page.items.map((model) =>
            presentLoggedModel(model, locations.get(model.experimentId) ?? ''),
          ),
        }),
        ...(page.nextPageToken !== null && { next_page_token: page.nextPageToken }),
      };
    },
  });
}
