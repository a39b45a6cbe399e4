import { type Around, withRecord } from '../../record/with-record.ts';
import { speaker } from '../../terminal/say.ts';

export async function deletePrediction(id: string, around: Around): Promise<void> {
  await withRecord(around, ({ client }) => client.predictions.remove(id));
  const say = speaker(around);
  if (around.json) say.json({ id, deleted: true });
  else say.line(`${say.paint(['bold', 'green'], 'deleted')}  ${id}; backups made earlier still have it`);
}
