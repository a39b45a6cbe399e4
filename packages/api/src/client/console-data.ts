import type { PageQuery } from '../common.ts';
import type { BatchRowsQuery, ConsoleBatch } from '../console/batch-rows.ts';
import type {
  ConsoleDataset,
  ConsoleDatasetVersion,
  DatasetRows,
  DatasetRowsQuery,
  DiffPage,
  DiffPageQuery,
} from '../console/data.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** What the console's pages about data and batches show. */
export interface ConsoleDataClient {
  readonly dataset: (name: string, query?: PageQuery, options?: CallOptions) => Promise<ConsoleDataset>;
  readonly datasetVersion: (
    name: string,
    number: number | 'latest',
    options?: CallOptions,
  ) => Promise<ConsoleDatasetVersion>;
  readonly datasetRows: (
    name: string,
    number: number | 'latest',
    query?: DatasetRowsQuery,
    options?: CallOptions,
  ) => Promise<DatasetRows>;
  readonly datasetDiff: (name: string, query: DiffPageQuery, options?: CallOptions) => Promise<DiffPage>;
  readonly batch: (id: string, query?: BatchRowsQuery, options?: CallOptions) => Promise<ConsoleBatch>;
}

export function consoleDataClient({ json }: Transport): ConsoleDataClient {
  const get = { method: 'GET', harmless: true } as const;
  return {
    dataset: (name, query, options) =>
      json({ ...get, path: at`/api/v1/console/datasets/${name}`, query: { ...query } }, options),
    datasetVersion: (name, number, options) =>
      json({ ...get, path: at`/api/v1/console/datasets/${name}/versions/${number}` }, options),
    datasetRows: (name, number, query, options) =>
      json(
        {
          ...get,
          path: at`/api/v1/console/datasets/${name}/versions/${number}/rows`,
          query: { ...query },
          long: true,
        },
        options,
      ),
    datasetDiff: (name, query, options) =>
      json(
        { ...get, path: at`/api/v1/console/datasets/${name}/diff`, query: { ...query }, long: true },
        options,
      ),
    batch: (id, query, options) =>
      json({ ...get, path: at`/api/v1/console/batches/${id}`, query: { ...query } }, options),
  };
}
