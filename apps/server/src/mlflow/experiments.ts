import {
  ExperimentByName,
  ExperimentReply,
  ExperimentsReply,
  OfExperiment,
  SearchExperiments,
} from '@verdict/api/mlflow';
import { findExperiment, getExperiment, LedgerError, searchExperiments } from '@verdict/ledger';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentExperiment } from './present-experiments.ts';
import { checkExperimentId, deletedOf, pageSize } from './view-type.ts';

export function mlflowExperiments({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'GET',
    path: 'experiments/get',
    id: 'experiments.get',
    summary: 'Show an experiment',
    permission: 'read',
    asked: OfExperiment,
    reply: ExperimentReply,
    refuses: ['EXPERIMENT_UNKNOWN'],
    handle: async ({ experiment_id: id }) => ({
      experiment: presentExperiment(await getExperiment(ledger, checkExperimentId(id))),
    }),
  });

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

  for (const method of ['POST', 'GET'] as const) {
    serveEndpoint(app, {
      method,
      path: 'experiments/search',
      id: method === 'POST' ? 'experiments.search' : 'experiments.list',
      summary: 'Search experiments',
      permission: 'read',
      asked: SearchExperiments,
      reply: ExperimentsReply,
      refuses: ['FILTER_INVALID', 'PAGE_TOKEN_INVALID', 'LIMIT_EXCEEDED', 'VALUE_INVALID'],
      handle: async ({ filter, order_by, view_type, max_results, page_token }) => {
        const { items, nextPageToken } = await searchExperiments(ledger, {
          ...(filter !== undefined && { filter }),
          ...(order_by !== undefined && { orderBy: order_by }),
          deleted: deletedOf(view_type),
          limit: pageSize(max_results),
          pageToken: page_token ?? null,
        });
        return {
          ...(items.length > 0 && { experiments: items.map(presentExperiment) }),
          ...(nextPageToken !== null && { next_page_token: nextPageToken }),
        };
      },
    });
  }
}
