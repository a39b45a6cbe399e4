import { nameAlone } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { speaker } from '../../terminal/say.ts';

export async function rollbackModel(
  { model, reason }: { readonly model: string; readonly reason: string | null },
  around: Around,
): Promise<void> {
  const name = nameAlone(model, 'model');
  const { from, to } = await withRecord(around, ({ client }) =>
    client.models.rollback(name, reason === null ? {} : { reason }),
  );
  const say = speaker(around);
  if (around.json) say.json({ model: name, from, to });
  else say.line(`${say.paint(['bold', 'green'], `${name}@${to}`)}  in service again; before it was @${from}`);
}
