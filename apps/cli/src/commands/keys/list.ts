import { gather } from '../../record/all-pages.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { keyLines } from '../../report/account-lines.ts';
import { sayList } from '../../report/say-list.ts';

export async function listKeys(limit: number, around: Around): Promise<void> {
  const found = await withRecord(around, ({ client }) =>
    gather(
      limit,
      (page) => client.keys.list(page),
      ({ keys }) => keys,
    ),
  );
  sayList(around, found, {
    name: 'keys',
    lines: keyLines,
    empty: 'There is no key yet; make one with verdict keys add NAME --scopes predict.',
  });
}
