import { gather } from '../../record/all-pages.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { modelLines } from '../../report/model-lines.ts';
import { sayList } from '../../report/say-list.ts';

export async function listModels(limit: number, around: Around): Promise<void> {
  const found = await withRecord(around, ({ client }) =>
    gather(
      limit,
      (page) => client.models.list(page),
      ({ models }) => models,
    ),
  );
  sayList(around, found, {
    name: 'models',
    lines: modelLines,
    empty: 'There is no model yet; verdict train --data FILE makes one.',
  });
}
