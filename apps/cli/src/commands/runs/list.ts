import { gather } from '../../record/all-pages.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { orderedMetric, runLines } from '../../report/run-lines.ts';
import { sayList } from '../../report/say-list.ts';

export interface RunsAsked {
  readonly filter: string | null;
  readonly order: string | null;
  readonly experiment: string | null;
  readonly limit: number;
}

export async function listRuns(
  { filter, order, experiment, limit }: RunsAsked,
  around: Around,
): Promise<void> {
  const search = {
    ...(filter !== null && { filter }),
    ...(order !== null && { order_by: [order] }),
    ...(experiment !== null && { experiments: [experiment] }),
  };
  const found = await withRecord(around, ({ client }) =>
    gather(
      limit,
      (page) => client.runs.search({ ...search, ...page }),
      ({ runs }) => runs,
    ),
  );
  const narrowed = filter !== null || experiment !== null;
  sayList(around, found, {
    name: 'runs',
    lines: (runs, nowMs) => runLines(runs, nowMs, orderedMetric(order)),
    empty: narrowed
      ? 'No run is like that; verdict runs list shows them all.'
      : 'There is no run yet; verdict train --data FILE makes one.',
  });
}
