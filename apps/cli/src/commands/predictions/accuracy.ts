import { nameAlone } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { accuracyLines } from '../../report/prediction-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { type RangeAsked, timeRange } from './time-range.ts';

export async function sayAccuracy(
  asked: RangeAsked & { readonly model: string },
  around: Around,
): Promise<void> {
  const name = nameAlone(asked.model, 'model');
  const range = timeRange(asked, Date.now());
  const found = await withRecord(around, ({ client }) => client.predictions.accuracy(name, range));
  const say = speaker(around);
  if (around.json) {
    say.json(found);
    return;
  }
  if (found.versions.length === 0) {
    say.line(`Nobody has said yet what ${name} should have answered; verdict feedback ID LABEL does.`);
    return;
  }
  const [head, ...rows] = accuracyLines(found);
  say.line(say.paint('dim', head));
  for (const row of rows) say.line(row);
}
