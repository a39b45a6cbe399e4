import { WrongUsage } from '@verdict/engine';
import { findRun } from '../../record/find-run.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { compareLines } from '../../report/run-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export async function compareRuns(texts: readonly string[], around: Around): Promise<void> {
  if (texts.length < 2) throw new WrongUsage('One run cannot be compared; give two or more.');
  const compared = await withRecord(around, async ({ client }) => {
    const ids: string[] = [];
    for (const text of texts) ids.push((await findRun(client, text)).id);
    return client.runs.compare(ids);
  });
  const say = speaker(around);
  if (around.json) {
    say.json({ ...compared, runs: withIsoTimes(compared.runs) });
    return;
  }
  const [head, ...lines] = compareLines(compared);
  say.line(say.paint('dim', head));
  for (const line of lines) say.line(line);
}
