import { nameAlone } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { trafficLine } from '../../report/traffic-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

/** The champion answers everything again. */
export async function abortTrial(
  { model, reason }: { readonly model: string; readonly reason: string | null },
  around: Around,
): Promise<void> {
  const name = nameAlone(model, 'model');
  const traffic = await withRecord(around, ({ client }) =>
    client.models.abortTraffic(name, reason === null ? {} : { reason }),
  );
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(traffic));
  else say.line(trafficLine(traffic, say.paint));
}
