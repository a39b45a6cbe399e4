import { nameAlone } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { trafficReportLines } from '../../report/traffic-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export async function showTraffic(
  { model, examples }: { readonly model: string; readonly examples: number },
  around: Around,
): Promise<void> {
  const name = nameAlone(model, 'model');
  const report = await withRecord(around, ({ client }) => client.models.trafficReport(name, { examples }));
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(report));
  else for (const line of trafficReportLines(report, Date.now(), say.paint)) say.line(line);
}

/** The trial is over, and its alias gone; what was said in it stays in the log. */
export async function endTrial({ model }: { readonly model: string }, around: Around): Promise<void> {
  const name = nameAlone(model, 'model');
  const traffic = await withRecord(around, ({ client }) => client.models.endTraffic(name));
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(traffic));
  else say.line(`${say.paint('bold', `${name}@${traffic.version}`)}  tried no more`);
}
