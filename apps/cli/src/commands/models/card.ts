import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal } from '@verdict/engine';
import { assertWritable } from '@verdict/engine/models';
import { fetchArtifact } from '../../record/fetch-artifact.ts';
import { findVersion } from '../../record/fetch-model.ts';
import { recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { speaker } from '../../terminal/say.ts';

export interface CardAsked {
  readonly model: string;
  readonly out: string | null;
}

const card = 'report/model-card.html';

/** The page of the training that a version came out of. */
export async function cardOfModel(asked: CardAsked, around: Around): Promise<void> {
  const reference = recordArgument(asked.model, 'model');
  if (asked.out !== null) await assertWritable(asked.out);
  const { version, out } = await withRecord(around, async ({ client }) => {
    const version = await findVersion(client, reference);
    const { model, version: number, run_id } = version;
    if (run_id === null) {
      throw new Refusal(
        `${model}@${number} was registered as a file, without a run, so it has no card; verdict models show ${model}@${number} says what is known of it.`,
      );
    }
    const out = asked.out ?? `${model}-${number}.html`;
    if (asked.out === null) await assertWritable(out);
    const run = await client.runs.get(run_id);
    await fetchArtifact(client, { run, path: card, out, signal: around.signal });
    return { version, out };
  });
  const say = speaker(around);
  const { model, version: number, run_id } = version;
  if (around.json) {
    say.json({ path: out, model, version: number, run_id });
    return;
  }
  say.line(`${say.paint(['bold', 'green'], out)}  the model card of ${model}@${number}`);
  say.line(say.paint('dim', `open ${pathToFileURL(resolve(out)).href} in a browser`));
}
