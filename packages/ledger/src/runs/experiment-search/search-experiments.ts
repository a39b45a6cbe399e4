import type { Ledger } from '../../ledger.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../../page-token.ts';
import { assertOrder } from '../check-entry.ts';
import { experimentsOf } from '../experiment.store.ts';
import type { Experiment } from '../experiment.ts';
import { shapeOf } from '../filter/sort-columns.ts';
import { runLimits } from '../limits.ts';
import { experimentOrder, selectFoundExperiments } from './experiment-search.store.ts';
import { parseExperimentFilter, parseExperimentOrder } from './parse-experiment-filter.ts';

export interface ExperimentsSearch extends PageOptions {
  readonly filter?: string;
  readonly orderBy?: readonly string[];
  /** Without it only those that are not deleted. */
  readonly deleted?: boolean | 'either';
}

/** The latest made first, unless another order is asked for. */
export async function searchExperiments(
  ledger: Ledger,
  wanted: ExperimentsSearch = {},
): Promise<Page<Experiment>> {
  const { filter = '', orderBy = [], deleted = false } = wanted;
  assertOrder(orderBy);
  const order = experimentOrder(parseExperimentOrder(orderBy));
  const query = ['experiments found', filter, orderBy, deleted];
  const limit = pageLimit(wanted.limit, runLimits.searchPage);
  const found = await selectFoundExperiments(ledger.sql, {
    deleted,
    conditions: parseExperimentFilter(filter),
    order,
    after: decodePageToken(query, wanted.pageToken, order.map(shapeOf)),
    count: limit + 1,
  });
  const page = pageOf(found, limit, {
    item: ({ row }) => row,
    token: ({ key }) => encodePageToken(query, key),
  });
  return { ...page, items: await experimentsOf(ledger.sql, page.items) };
}
