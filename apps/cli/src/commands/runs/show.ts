import { findRun } from '../../record/find-run.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { idLength, runDetails } from '../../report/run-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export async function showRun(text: string, around: Around): Promise<void> {
  const { run, artifacts } = await withRecord(around, async ({ client }) => {
    const run = await findRun(client, text);
    const { artifacts } = await client.runs.artifacts(run.id);
    return { run, artifacts };
  });
  const say = speaker(around);
  if (around.json) {
    say.json({ ...(withIsoTimes(run) as object), artifacts: withIsoTimes(artifacts) });
    return;
  }
  const [head, ...lines] = runDetails(run, artifacts);
  say.line(say.paint('bold', head));
  for (const line of lines) say.line(line);
  if (artifacts.length > 0)
    say.line(`${say.paint('dim', 'to get one:')} verdict runs fetch ${run.id.slice(0, idLength)} PATH`);
}
