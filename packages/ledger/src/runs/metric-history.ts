import type { Ledger } from '../ledger.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageLimits,
  pageOf,
} from '../page-token.ts';
import { assertKey } from './check-entry.ts';
import { runLimits } from './limits.ts';
import { selectMetricId, selectPoints } from './logged.store.ts';
import { runRow } from './read-runs.ts';
import type { MetricPoint } from './run.ts';

/** By time, step and value. Every page costs the same, the last of a million points too. Unknown metrics have none. */
export async function metricHistory(
  ledger: Ledger,
  runId: string,
  key: string,
  page: PageOptions = {},
): Promise<Page<MetricPoint>> {
  assertKey('metric', key);
  const query = ['metric history', runId, key];
  const limit = pageLimit(page.limit ?? pageLimits.most, runLimits.historyPage);
  const after = decodePageToken(query, page.pageToken, ['integer', 'integer', 'double?']);
  const run = await runRow(ledger, runId);
  const metric = await selectMetricId(ledger.sql, run.no, key);
  if (!metric) return { items: [], nextPageToken: null };
  const rows = await selectPoints(ledger.sql, metric.id, after && pointOf(after), limit + 1);
  return pageOf(rows, limit, {
    item: (point) => point,
    // NaN, which JSON has not, goes as null.
    token: ({ atMs, step, value }) =>
      encodePageToken(query, [atMs, step, Number.isNaN(value) ? null : value]),
  });
}

function pointOf([atMs, step, value]: readonly unknown[]): MetricPoint {
  return { atMs: Number(atMs), step: Number(step), value: value === null ? Number.NaN : Number(value) };
}
