import type { Ledger } from '../../ledger.ts';
import {
  decodePageToken,
  encodePageToken,
  type KeyPart,
  type KeyShape,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../../page-token.ts';
import type { Model, ModelVersion } from '../model.ts';
import { parseRegistryFilter, type RegistryKind } from './registry-filter.ts';
import { type RegistryKey, type RegistryOrder, registryOrder } from './registry-order.ts';
import { type RegistryWanted, selectFoundModels, selectFoundVersions } from './registry-search.store.ts';

export interface RegistryQuery extends PageOptions {
  readonly filter?: string;
  readonly orderBy?: readonly string[];
}

/** MLflow's page of versions where its client says nothing: each is a kilobyte, so 10 MB in memory. */
export const mostVersionsFound = 10_000;

/** By name where no other order is asked for. */
export async function searchModels(ledger: Ledger, asked: RegistryQuery = {}): Promise<Page<Model>> {
  const limit = pageLimit(asked.limit);
  const { wanted, token } = wantedOf(asked, 'models', limit);
  return pageOf(await selectFoundModels(ledger.sql, wanted), limit, {
    item: (model) => model,
    token: ({ name, createdMs, updatedMs }) =>
      token({
        name,
        version_number: 0,
        creation_timestamp: createdMs,
        last_updated_timestamp: updatedMs,
      }),
  });
}

/** Of any model, the last changed first where no other order is asked for. */
export async function searchVersions(ledger: Ledger, asked: RegistryQuery = {}): Promise<Page<ModelVersion>> {
  const limit = pageLimit(asked.limit ?? mostVersionsFound, mostVersionsFound);
  const { wanted, token } = wantedOf(asked, 'versions', limit);
  return pageOf(await selectFoundVersions(ledger.sql, wanted), limit, {
    item: (version) => version,
    token: ({ model, version, createdMs, updatedMs }) =>
      token({
        name: model,
        version_number: version,
        creation_timestamp: createdMs,
        last_updated_timestamp: updatedMs,
      }),
  });
}

function wantedOf(
  { filter = '', orderBy = [], pageToken }: RegistryQuery,
  of: RegistryKind,
  limit: number,
): {
  readonly wanted: RegistryWanted;
  readonly token: (last: Readonly<Record<RegistryKey, KeyPart>>) => string;
} {
  const query = ['registry', of, filter, orderBy];
  const order = registryOrder(orderBy, of);
  const conditions = parseRegistryFilter(filter, of);
  return {
    wanted: { conditions, order, after: decodePageToken(query, pageToken, shapeOf(order)), count: limit + 1 },
    token: (last) =>
      encodePageToken(
        query,
        order.map(({ key }) => last[key]),
      ),
  };
}

function shapeOf(order: readonly RegistryOrder[]): KeyShape {
  return order.map(({ key }) => (key === 'name' ? 'string' : 'integer'));
}
