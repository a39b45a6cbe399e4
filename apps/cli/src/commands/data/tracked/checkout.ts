import { checkout } from '@verdict/dvc';
import type { Around } from '../../../record/with-record.ts';
import { speaker } from '../../../terminal/say.ts';
import { assertCheckedOut, checkoutJson, sayCheckout } from './say-checkout.ts';
import { withRepository } from './with-repository.ts';

export async function checkoutTracked(
  { targets, force }: { readonly targets: readonly string[]; readonly force: boolean },
  around: Around,
): Promise<void> {
  const { report, shown } = await withRepository(around, async (opened) => ({
    report: await checkout(opened.repository, { ...opened.options, ...opened.targets(targets), force }),
    shown: opened.shown,
  }));
  const say = speaker(around);
  if (around.json) say.json(checkoutJson(report, shown));
  else sayCheckout(say, report, shown);
  assertCheckedOut(report, shown);
}
