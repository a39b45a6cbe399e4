import { WrongUsage } from '@verdict/engine';
import { findVersion } from '../../record/fetch-model.ts';
import { recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { judgementLines } from '../../report/model-lines.ts';
import { progressOf } from '../../terminal/progress.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export interface JudgeAsked {
  readonly candidate: string;
  readonly against: string | null;
  readonly on: string | null;
}

/** What the judge says is the answer, whichever it is: nothing has failed. */
export async function judgeModel({ candidate, against, on }: JudgeAsked, around: Around): Promise<void> {
  const reference = recordArgument(candidate, 'model');
  const rival = against === null ? null : rivalOf(against, reference.name);
  const judgement = await withRecord(around, async ({ client }) => {
    const progress = progressOf({ judge: 'judging' });
    try {
      progress.update('judge', null);
      const { version } = await findVersion(client, reference, 'latest');
      const other = rival === null ? null : (await client.models.version(reference.name, rival)).version;
      return await client.models.judge(reference.name, {
        candidate: version,
        ...(other !== null && { against: other }),
        ...(on !== null && { on }),
      });
    } finally {
      progress.end();
    }
  });
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(judgement));
  else for (const line of judgementLines(judgement, say.paint)) say.line(line);
}

/** "1", "champion", or the same as NAME@1. */
function rivalOf(text: string, name: string): string {
  const [own, version] = text.includes('@') ? text.split('@', 2) : [name, text];
  if (own === name && version !== '') return version;
  throw new WrongUsage(`--against names a version of ${name}; give its number or alias, as --against 1.`);
}
