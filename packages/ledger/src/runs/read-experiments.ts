import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import {
  experimentsOf,
  selectExperimentById,
  selectExperimentByName,
  selectExperiments,
} from './experiment.store.ts';
import type { Experiment } from './experiment.ts';

/** Deleted or not. */
export async function getExperiment(ledger: Ledger, id: string): Promise<Experiment> {
  const row = await selectExperimentById(ledger.sql, experimentNumber(id));
  if (!row) throw experimentUnknown(id);
  return (await experimentsOf(ledger.sql, [row]))[0];
}

/** Deleted or not; null where no experiment has this name. */
export async function findExperiment(ledger: Ledger, name: string): Promise<Experiment | null> {
  if (name.includes('\0') || !name.isWellFormed()) return null;
  const row = await selectExperimentByName(ledger.sql, name);
  return row ? (await experimentsOf(ledger.sql, [row]))[0] : null;
}

export interface ExperimentsQuery extends PageOptions {
  /** Without it only those that are not deleted. */
  readonly deleted?: boolean | 'either';
}

/** Newest first. */
export async function listExperiments(
  ledger: Ledger,
  wanted: ExperimentsQuery = {},
): Promise<Page<Experiment>> {
  const { deleted = false } = wanted;
  const query = ['experiments', deleted];
  const limit = pageLimit(wanted.limit);
  const after = decodePageToken(query, wanted.pageToken, ['integer']);
  const rows = await selectExperiments(ledger.sql, {
    deleted,
    beforeId: after && Number(after[0]),
    count: limit + 1,
  });
  const page = pageOf(rows, limit, {
    item: (row) => row,
    token: ({ id }) => encodePageToken(query, [id]),
  });
  return { ...page, items: await experimentsOf(ledger.sql, page.items) };
}

/** Ids cross the wire as text, because MLflow's do. */
export function experimentNumber(id: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(id)) throw experimentUnknown(id);
  return Number(id);
}

export function experimentUnknown(id: string): LedgerError {
  return new LedgerError('EXPERIMENT_UNKNOWN', `There is no experiment with the id ${shown(id)}.`);
}
