import type { Readable } from 'node:stream';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { assertName } from '../names.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import type { Dataset, DatasetVersion } from './dataset.ts';
import {
  selectDataset,
  selectDatasets,
  selectVersion,
  selectVersionByRows,
  selectVersions,
} from './datasets.store.ts';

/** By name. */
export async function listDatasets(ledger: Ledger, page: PageOptions = {}): Promise<Page<Dataset>> {
  const query = ['datasets'];
  const limit = pageLimit(page.limit);
  const after = decodePageToken(query, page.pageToken, ['string']);
  const rows = await selectDatasets(ledger.sql, (after?.[0] as string | undefined) ?? null, limit + 1);
  return pageOf(rows, limit, {
    item: (dataset) => dataset,
    token: ({ name }) => encodePageToken(query, [name]),
  });
}

export async function getDataset(ledger: Ledger, name: string): Promise<Dataset> {
  assertName('dataset', name);
  const dataset = await selectDataset(ledger.sql, name);
  if (!dataset) throw datasetUnknown(name);
  return dataset;
}

/** Newest first. */
export async function listDatasetVersions(
  ledger: Ledger,
  name: string,
  page: PageOptions = {},
): Promise<Page<DatasetVersion>> {
  assertName('dataset', name);
  const query = ['dataset versions', name];
  const limit = pageLimit(page.limit);
  const after = decodePageToken(query, page.pageToken, ['integer']);
  const rows = await selectVersions(ledger.sql, name, (after?.[0] as number | undefined) ?? null, limit + 1);
  if (rows.length === 0 && after === null) throw datasetUnknown(name);
  return pageOf(rows, limit, {
    item: (version) => version,
    token: ({ number }) => encodePageToken(query, [number]),
  });
}

/** The largest that the column holds. */
const mostNumber = 2 ** 31 - 1;

export async function getDatasetVersion(
  ledger: Ledger,
  name: string,
  number: number | 'latest',
): Promise<DatasetVersion> {
  if (number === 'latest') {
    const { latest } = await getDataset(ledger, name);
    if (!latest) throw datasetUnknown(name);
    return latest;
  }
  assertName('dataset', name);
  const possible = Number.isInteger(number) && number >= 1 && number <= mostNumber;
  const version = possible ? await selectVersion(ledger.sql, name, number) : undefined;
  if (version) return version;
  const { versions } = await getDataset(ledger, name);
  throw new LedgerError(
    'DATASET_VERSION_UNKNOWN',
    `The dataset ${name} has no version ${number}; its versions go from 1 to ${versions}.`,
  );
}

/** The version, of whatever dataset, that holds these very rows; of several the one that was recorded first. */
export async function findDatasetVersionByRows(
  ledger: Ledger,
  rowsSha256: string,
): Promise<DatasetVersion | null> {
  if (!/^[0-9a-f]{64}$/.test(rowsSha256)) return null;
  return (await selectVersionByRows(ledger.sql, null, rowsSha256)) ?? null;
}

/** The frozen file: gzipped JSONL. */
export function readFrozenRows(
  ledger: Ledger,
  version: Pick<DatasetVersion, 'blobSha256'>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Readable> {
  return ledger.blobs.get(version.blobSha256, options);
}

function datasetUnknown(name: string): LedgerError {
  return new LedgerError('DATASET_UNKNOWN', `There is no dataset ${name}; look at the list of datasets.`);
}
