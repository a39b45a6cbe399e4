import { findVersion } from '../../record/fetch-model.ts';
import { recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { chainLines } from '../../report/model-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export async function chainOfModel(text: string, around: Around): Promise<void> {
  const reference = recordArgument(text, 'model');
  const chain = await withRecord(around, async ({ client }) => {
    const { version } = await findVersion(client, reference);
    return client.models.chain(reference.name, version);
  });
  const say = speaker(around);
  if (around.json) {
    say.json(withIsoTimes(chain));
    return;
  }
  say.line(say.paint('bold', `${chain.version.model}@${chain.version.version}`));
  for (const line of chainLines(chain, Date.now())) say.line(line);
}
