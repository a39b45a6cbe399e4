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
import { type StepRange, selectMetricIds, selectPoints, selectSampled } from './points.store.ts';
import { assertKnownForm, runIdPattern, runRow } from './read-runs.ts';
import type { MetricPoint } from './run.ts';

/** By time, step and value. Every page costs the same, the last of a million points too. Unknown metrics have none. */
export async function metricHistory(
  ledger: Ledger,
  runId: string,
  key: string,
  page: PageOptions = {},
): Promise<Page<MetricPoint>> {
  assertKey('metric', key);
  assertKnownForm(runId);
  const query = ['metric history', runId, key];
  const limit = pageLimit(page.limit ?? pageLimits.most, runLimits.historyPage);
  const after = decodePageToken(query, page.pageToken, ['integer', 'integer', 'double?']);
  const [metric] = await selectMetricIds(ledger.sql, [runId], key);
  if (!metric) {
    // For its refusal.
    await runRow(ledger, runId);
    return { items: [], nextPageToken: null };
  }
  const rows = await selectPoints(ledger.sql, metric.id, after && pointOf(after), limit + 1);
  return pageOf(rows, limit, {
    item: (point) => point,
    // NaN, which JSON has not, goes as null.
    token: ({ atMs, step, value }) =>
      encodePageToken(query, [atMs, step, Number.isNaN(value) ? null : value]),
  });
}

export interface PointOfRun extends MetricPoint {
  readonly runId: string;
}

/** One metric of several runs, run after run, at most so many points in all. Unknown runs have none. */
export async function metricHistories(
  ledger: Ledger,
  runIds: readonly string[],
  key: string,
  most: number,
): Promise<readonly PointOfRun[]> {
  const points: PointOfRun[] = [];
  for (const { id, run_id: runId } of await metricIds(ledger, runIds, key)) {
    if (points.length === most) break;
    const more = await selectPoints(ledger.sql, id, null, most - points.length);
    points.push(...more.map((point) => ({ ...point, runId })));
  }
  return points;
}

/** Of each run at most so many points, evenly over all of them, the first and the last among them. */
export async function sampledHistories(
  ledger: Ledger,
  runIds: readonly string[],
  key: string,
  { range, most }: { readonly range: StepRange | null; readonly most: number },
): Promise<readonly PointOfRun[]> {
  const ids = new Map((await metricIds(ledger, runIds, key)).map(({ id, run_id }) => [run_id, id]));
  const points: PointOfRun[] = [];
  for (const runId of runIds) {
    const id = ids.get(runId);
    if (id === undefined) continue;
    const sampled = await selectSampled(ledger.sql, id, range, most);
    // The last takes the place of the one before it where that makes one too many.
    if (sampled.length > most) sampled.splice(-2, 1);
    points.push(...sampled.map((point) => ({ ...point, runId })));
  }
  return points;
}

function metricIds(ledger: Ledger, runIds: readonly string[], key: string) {
  assertKey('metric', key);
  return selectMetricIds(
    ledger.sql,
    runIds.filter((id) => runIdPattern.test(id)),
    key,
  );
}

function pointOf([atMs, step, value]: readonly unknown[]): MetricPoint {
  return { atMs: Number(atMs), step: Number(step), value: value === null ? Number.NaN : Number(value) };
}
