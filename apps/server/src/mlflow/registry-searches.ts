import {
  ModelVersionsReply,
  RegisteredModelsReply,
  SearchModelVersions,
  SearchRegisteredModels,
} from '@verdict/api/mlflow';
import {
  LedgerError,
  latestOfStages,
  mostVersionsFound,
  pageLimits,
  searchModels,
  searchVersions,
} from '@verdict/ledger';
import { serveEndpoint } from './endpoint.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentRegisteredModel, presentVersion } from './present-models.ts';

const searching = ['FILTER_INVALID', 'PAGE_TOKEN_INVALID', 'LIMIT_EXCEEDED', 'VALUE_INVALID'] as const;
/** What MLflow lets its clients ask for. A page of ours ends earlier, with the token of the next. */
const mostVersionsAsked = 200_000;

export function mlflowRegistrySearches({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'GET',
    path: 'registered-models/search',
    id: 'registeredModels.search',
    summary: 'Search registered models',
    permission: 'read',
    asked: SearchRegisteredModels,
    reply: RegisteredModelsReply,
    refuses: searching,
    handle: async ({ filter, order_by: orderBy, max_results = pageLimits.usual, page_token: pageToken }) => {
      assertAsked(max_results, pageLimits.most);
      const { items, nextPageToken } = await searchModels(ledger, {
        limit: max_results,
        ...(filter !== undefined && { filter }),
        ...(orderBy !== undefined && { orderBy }),
        ...(pageToken !== undefined && { pageToken }),
      });
      const newest = await latestOfStages(
        ledger,
        items.map(({ name }) => name),
      );
      return {
        ...(items.length > 0 && {
          registered_models: items.map((model) =>
            presentRegisteredModel(model, newest.get(model.name) ?? []),
          ),
        }),
        ...(nextPageToken !== null && { next_page_token: nextPageToken }),
      };
    },
  });

  serveEndpoint(app, {
    method: 'GET',
    path: 'model-versions/search',
    id: 'modelVersions.search',
    summary: 'Search model versions of any registered model',
    permission: 'read',
    asked: SearchModelVersions,
    reply: ModelVersionsReply,
    refuses: searching,
    handle: async ({ filter, order_by: orderBy, max_results = mostVersionsAsked, page_token: pageToken }) => {
      assertAsked(max_results, mostVersionsAsked);
      const { items, nextPageToken } = await searchVersions(ledger, {
        limit: Math.min(max_results, mostVersionsFound),
        ...(filter !== undefined && { filter }),
        ...(orderBy !== undefined && { orderBy }),
        ...(pageToken !== undefined && { pageToken }),
      });
      return {
        ...(items.length > 0 && { model_versions: items.map(presentVersion) }),
        ...(nextPageToken !== null && { next_page_token: nextPageToken }),
      };
    },
  });
}

function assertAsked(maxResults: number, most: number): void {
  if (maxResults >= 1 && maxResults <= most) return;
  throw new LedgerError(
    'LIMIT_EXCEEDED',
    maxResults < 1
      ? `Invalid value for max_results. It must be a positive integer, but got ${maxResults}`
      : `Invalid value for request parameter max_results. It must be at most ${most}, but got value ${maxResults}`,
  );
}
