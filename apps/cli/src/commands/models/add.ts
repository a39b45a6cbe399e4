import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { modelName, readModel } from '@verdict/engine/models';
import { findRun } from '../../record/find-run.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export interface ModelToAdd {
  readonly file: string;
  readonly name: string | null;
  readonly run: string | null;
  readonly description: string | null;
}

export async function addModel({ file, name, run, description }: ModelToAdd, around: Around): Promise<void> {
  // What is damaged is said here, before it travels.
  await readModel(file, around.signal);
  const model = modelName(name, basename(file).replace(/(-\d{1,9})?\.verdict$/, ''));
  const reply = await withRecord(around, async ({ client }) => {
    const runId = run === null ? null : (await findRun(client, run)).id;
    return client.models.register(model, () => createReadStream(file), {
      ...(runId !== null && { run_id: runId }),
      ...(description !== null && { description }),
    });
  });
  const say = speaker(around);
  if (around.json) {
    say.json(withIsoTimes(reply));
    return;
  }
  const { version } = reply.version;
  const what = reply.registered ? 'registered' : 'already on record: the same file';
  say.line(`${say.paint(['bold', 'green'], `${model}@${version}`)}  ${what}`);
  say.line(`${say.paint('dim', 'next:')} verdict models promote ${model}@${version}`);
}
