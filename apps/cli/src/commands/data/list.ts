import { gather } from '../../record/all-pages.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { datasetLines } from '../../report/dataset-lines.ts';
import { sayList } from '../../report/say-list.ts';

export async function listData(limit: number, around: Around): Promise<void> {
  const found = await withRecord(around, ({ client }) =>
    gather(
      limit,
      (page) => client.datasets.list(page),
      ({ datasets }) => datasets,
    ),
  );
  sayList(around, found, {
    name: 'datasets',
    lines: datasetLines,
    empty: 'There is no dataset yet; add one with verdict data add FILE.',
  });
}
