import { gather } from '../../record/all-pages.ts';
import { nameAlone } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { versionLines } from '../../report/dataset-lines.ts';
import { sayList } from '../../report/say-list.ts';

export async function logData(
  asked: { readonly name: string; readonly limit: number },
  around: Around,
): Promise<void> {
  const name = nameAlone(asked.name, 'dataset');
  const found = await withRecord(around, ({ client }) =>
    gather(
      asked.limit,
      (page) => client.datasets.versions(name, page),
      ({ versions }) => versions,
    ),
  );
  sayList(around, found, {
    name: 'versions',
    lines: versionLines,
    empty: `${name} has no version yet; add one with verdict data add FILE --name ${name}.`,
  });
}
