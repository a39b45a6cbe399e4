import { Refusal } from '@verdict/engine';
import { dataNumber, recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { rowCount } from '../../terminal/numbers.ts';
import { progressOf } from '../../terminal/progress.ts';
import { speaker } from '../../terminal/say.ts';

/** Damage is a failure: scripts see it in the exit code. */
export async function verifyData(text: string, around: Around): Promise<void> {
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
