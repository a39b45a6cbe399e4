import { LedgerError } from '../../errors.ts';
import type { Ledger } from '../../ledger.ts';
import { assertStorable } from '../../names.ts';
import { decodePageToken, encodePageToken, type Page, pageLimit, pageOf } from '../../page-token.ts';
import { runLimits } from '../limits.ts';
import { loggedModelLimits } from './limits.ts';
import { loadLoggedModels } from './load-logged-models.ts';
import type { LoggedModel, LoggedModelsQuery, MeasuredOn } from './logged-model.ts';
import { modelOrder } from './model-order.ts';
import { parseModelFilter } from './parse-model-filter.ts';
import { selectFoundModels } from './search.store.ts';

/** Those that are not deleted, newest first unless another order is asked for. */
export async function searchLoggedModels(
  ledger: Ledger,
  wanted: LoggedModelsQuery,
): Promise<Page<LoggedModel>> {
  const { experimentIds, filter = '', datasets = [], orderBy = [] } = wanted;
  assertDatasets([...datasets, ...orderBy.map(({ dataset = {} }) => dataset)]);
  const conditions = parseModelFilter(filter);
  const order = modelOrder(orderBy);
  const query = ['logged models', experimentIds, filter, datasets, orderBy];
  const limit = pageLimit(wanted.limit, loggedModelLimits.page);
  const after = decodePageToken(query, wanted.pageToken, order.shape);
  const found = await selectFoundModels(ledger.sql, {
    // An id that no experiment has finds nothing.
    experimentIds: experimentIds.filter((id) => /^(0|[1-9]\d{0,14})$/.test(id)).map(Number),
    conditions,
    datasets,
    order,
    after,
    count: limit + 1,
  });
  const page = pageOf(found, limit, {
    item: ({ row }) => row,
    token: ({ key }) => encodePageToken(query, key),
  });
  return { ...page, items: await loadLoggedModels(ledger.sql, page.items, loggedModelLimits.pageMetrics) };
}

function assertDatasets(datasets: readonly Partial<MeasuredOn>[]): void {
  if (datasets.length > loggedModelLimits.datasets) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `A search names at most ${loggedModelLimits.datasets} datasets, not ${datasets.length}; name fewer.`,
    );
  }
  for (const { name = '', digest = '' } of datasets) {
    assertStorable('The name of a dataset', name, runLimits.inputNameLength);
    assertStorable('The digest of a dataset', digest, runLimits.inputDigestLength);
  }
}
