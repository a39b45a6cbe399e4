import { gather } from '../../record/all-pages.ts';
import { findByPrefix } from '../../record/find-by-prefix.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

const mostLookedThrough = 5000;

export async function revokeKey(text: string, around: Around): Promise<void> {
  const key = await withRecord(around, async ({ client }) => {
    const { items } = await gather(
      mostLookedThrough,
      (page) => client.keys.list(page),
      ({ keys }) => keys,
    );
    const { id } = findByPrefix({ kind: 'key', text, items, list: 'verdict keys list' });
    return client.keys.revoke(id);
  });
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(key));
  else say.line(`${say.paint('bold', key.name)} of ${key.account}  revoked`);
}
