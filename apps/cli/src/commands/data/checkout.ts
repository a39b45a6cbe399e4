import { findRepository } from '@verdict/dvc';
import { WrongUsage } from '@verdict/engine';
import { assertWritable } from '@verdict/engine/models';
import type { Around } from '../../record/with-record.ts';
import { rowCount } from '../../terminal/numbers.ts';
import { speaker } from '../../terminal/say.ts';
import { checkoutTracked } from './tracked/checkout.ts';
import { whatIsMeant } from './what-is-meant.ts';
import { writeVersion } from './write-version.ts';

export interface CheckoutAsked {
  readonly words: readonly string[];
  readonly out: string | null;
  readonly force: boolean;
}

export async function checkoutData({ words, out, force }: CheckoutAsked, around: Around): Promise<void> {
  // What goes to a file of its own can only be rows on record.
  const root = out === null ? findRepository(process.cwd()) : undefined;
  const meant = whatIsMeant(words, { root }, 'checkout');
  if (meant.kind === 'tracked') return checkoutTracked({ targets: meant.targets, force }, around);
  if (force)
    throw new WrongUsage('--force is for files of a DVC repository; leave it out for a version on record.');
  return checkoutVersion({ version: meant.version, out }, around);
}

async function checkoutVersion(
  asked: { readonly version: string; readonly out: string | null },
  around: Around,
): Promise<void> {
  if (asked.out !== null) await assertWritable(asked.out);
  const named = ({ dataset, number }: { dataset: string; number: number }): string =>
    `${dataset}-${number}.csv`;
  const { version, out } = await writeVersion(asked, named, around);
  const say = speaker(around);
  const { dataset, number, rows, rows_sha256 } = version;
  if (around.json) say.json({ path: out, dataset, number, rows, rows_sha256 });
  else say.line(`${say.paint(['bold', 'green'], out)}  ${rowCount(rows)} of ${dataset}@${number}`);
}
