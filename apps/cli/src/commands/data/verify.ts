import { findRepository } from '@verdict/dvc';
import { Refusal, WrongUsage } from '@verdict/engine';
import { dataNumber, recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { rowCount } from '../../terminal/numbers.ts';
import { progressOf } from '../../terminal/progress.ts';
import { speaker } from '../../terminal/say.ts';
import type { TransferAsked } from './tracked/transfer.ts';
import { verifyTracked } from './tracked/verify.ts';
import { whatIsMeant } from './what-is-meant.ts';

export interface VerifyAsked extends Omit<TransferAsked, 'targets'> {
  readonly words: readonly string[];
  readonly cache: boolean;
  readonly presence: boolean;
}

export async function verifyData({ words, ...asked }: VerifyAsked, around: Around): Promise<void> {
  const meant = whatIsMeant(words, { root: findRepository(process.cwd()) }, 'verify');
  if (asked.cache && asked.remote !== null)
    throw new WrongUsage('--cache and --remote are two places; give one of them.');
  if (meant.kind === 'tracked') return verifyTracked({ ...asked, targets: meant.targets }, around);
  if (asked.cache || asked.presence || asked.remote !== null || asked.jobs !== null)
    throw new WrongUsage(
      `${meant.version} is a version on record, which takes no option of a DVC repository; write verdict data verify ${meant.version}.`,
    );
  return verifyVersion(meant.version, around);
}

/** Damage is a failure: scripts see it in the exit code. */
async function verifyVersion(text: string, around: Around): Promise<void> {
  const reference = recordArgument(text, 'dataset');
  const { version, found } = await withRecord(around, async ({ client }) => {
    const progress = progressOf({ verify: 'reading all rows' });
    try {
      progress.update('verify', null);
      const version = await client.datasets.version(reference.name, dataNumber(reference));
      return { version, found: await client.datasets.verify(version.dataset, version.number) };
    } finally {
      progress.end();
    }
  });
  const say = speaker(around);
  const called = `${version.dataset}@${version.number}`;
  if (around.json) say.json({ dataset: version.dataset, number: version.number, ...found });
  else if (found.intact)
    say.line(`${say.paint(['bold', 'green'], called)}  intact: ${rowCount(found.rows)} as they were added`);
  if (!found.intact) {
    const [first = 'its rows are not those that were added'] = found.faults;
    throw new Refusal(
      `${called} is damaged (${first.replace(/\.$/, '')}); restore it from a backup, or add its rows again.`,
    );
  }
}
