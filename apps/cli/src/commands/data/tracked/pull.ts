import { checkout, fetch } from '@verdict/dvc';
import type { Around } from '../../../record/with-record.ts';
import { speaker } from '../../../terminal/say.ts';
import { assertPaths } from '../what-is-meant.ts';
import { assertCheckedOut, checkoutJson, sayCheckout } from './say-checkout.ts';
import { assertComplete, sayTransfers, type TransferAsked, transferJson, transferOn } from './transfer.ts';
import { withRepository } from './with-repository.ts';

/** From each remote that has to do with it, and then once into the folder. */
export async function pullData(
  asked: TransferAsked & { readonly force: boolean },
  around: Around,
): Promise<void> {
  assertPaths(asked.targets, (version) => `write its rows to a file with verdict data checkout ${version}`);
  const { force } = asked;
  const { fetched, checkedOut, shown } = await withRepository(around, async (opened) => {
    const { repository, options, targets, shown } = opened;
    const fetched = await transferOn(opened, asked, (remote, each) => fetch(repository, remote, each));
    const checkedOut = await checkout(repository, { ...options, ...targets(asked.targets), force });
    return { fetched, checkedOut, shown };
  });
  const say = speaker(around);
  if (around.json) say.json({ fetched: transferJson(fetched), checked_out: checkoutJson(checkedOut, shown) });
  else {
    sayTransfers(say, 'fetched', fetched);
    sayCheckout(say, checkedOut, shown);
  }
  assertComplete(say, 'fetched', fetched);
  assertCheckedOut(checkedOut, shown);
}
