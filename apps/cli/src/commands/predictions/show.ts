import { type Around, withRecord } from '../../record/with-record.ts';
import { predictionDetails } from '../../report/prediction-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';
import { visible } from '../../terminal/visible.ts';

export async function showPrediction(id: string, around: Around): Promise<void> {
  const found = await withRecord(around, ({ client }) => client.predictions.get(id));
  const say = speaker(around);
  if (around.json) {
    say.json(withIsoTimes(found));
    return;
  }
  say.line(`${say.paint('bold', visible(found.label))}  ${found.id}`);
  for (const line of predictionDetails(found)) say.line(line);
  if (found.text !== null) say.line(`\n${visible(found.text)}`);
}
