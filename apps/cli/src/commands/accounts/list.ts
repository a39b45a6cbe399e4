import { gather } from '../../record/all-pages.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { accountLines } from '../../report/account-lines.ts';
import { sayList } from '../../report/say-list.ts';

export async function listAccounts(limit: number, around: Around): Promise<void> {
  const found = await withRecord(around, ({ client }) =>
    gather(
      limit,
      (page) => client.accounts.list(page),
      ({ accounts }) => accounts,
    ),
  );
  sayList(around, found, {
    name: 'accounts',
    lines: accountLines,
    empty:
      'There is no account, and on this machine none is needed; add the first with verdict accounts add NAME --role admin.',
  });
}
