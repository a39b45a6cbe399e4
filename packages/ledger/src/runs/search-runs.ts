import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { assertStorable, shown } from '../names.ts';
import { decodePageToken, encodePageToken, type Page, pageLimit, pageOf } from '../page-token.ts';
import { selectExperimentIds } from './experiment.store.ts';
import { runOrder } from './filter/order-to-sql.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { parseOrder } from './filter/parse-order.ts';
import { runLimits } from './limits.ts';
import { loadRuns } from './load-runs.ts';
import type { Run, RunsQuery } from './run.ts';
import { type RunsWanted, selectFoundRuns } from './search.store.ts';

/** Latest start first, unless another order is asked for. */
export async function searchRuns(ledger: Ledger, wanted: RunsQuery = {}): Promise<Page<Run>> {
  const { experiments, experimentIds, filter = '', orderBy = [], deleted = false } = wanted;
  const parsed = parsedQuery(wanted);
  const query = ['runs', experiments ?? null, experimentIds ?? null, filter, orderBy, deleted];
  const limit = pageLimit(wanted.limit, runLimits.searchPage);
  const after = decodePageToken(query, wanted.pageToken, parsed.order.shape);
  const found = await selectFoundRuns(ledger.sql, {
    ...parsed,
    experimentIds: await experimentNumbers(ledger, experiments, experimentIds),
    after,
    count: limit + 1,
  });
  const page = pageOf(found, limit, {
    item: ({ row }) => row,
    token: ({ key }) => encodePageToken(query, key),
  });
  return { ...page, items: await loadRuns(ledger.sql, page.items) };
}

/** A query as the store takes it, without its page. */
export async function runsWanted(
  ledger: Ledger,
  wanted: RunsQuery,
): Promise<Omit<RunsWanted, 'after' | 'count'>> {
  const parsed = parsedQuery(wanted);
  const experimentIds = await experimentNumbers(ledger, wanted.experiments, wanted.experimentIds);
  return { ...parsed, experimentIds };
}

function parsedQuery({
  filter = '',
  orderBy = [],
  deleted = false,
}: RunsQuery): Pick<RunsWanted, 'conditions' | 'order' | 'deleted'> {
  const conditions = parseFilter(filter);
  return { conditions, order: runOrder(parseOrder(orderBy), conditions), deleted };
}

/** An unknown name is a slip of the pen; an unknown id has no runs, as in MLflow. */
async function experimentNumbers(
  ledger: Ledger,
  names: readonly string[] | undefined,
  ids: readonly string[] | undefined,
): Promise<readonly number[] | null> {
  if (!names?.length && ids === undefined) return null;
  const known = (ids ?? []).filter((id) => /^(0|[1-9]\d{0,14})$/.test(id)).map(Number);
  if (!names?.length) return known;
  for (const name of names) assertStorable('The name of an experiment', name, runLimits.nameLength);
  const rows = await selectExperimentIds(ledger.sql, names);
  const missing = names.find((name) => !rows.some((row) => row.name === name));
  if (missing !== undefined) {
    throw new LedgerError('EXPERIMENT_UNKNOWN', `There is no experiment ${shown(missing)}.`);
  }
  return [...known, ...rows.map(({ id }) => id)];
}
