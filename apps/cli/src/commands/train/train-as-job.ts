import type { TrainJob } from '@verdict/api';
import { WrongUsage } from '@verdict/engine';
import { findRecipe, modelName } from '@verdict/engine/models';
import { defaultRecipe, recipes } from '@verdict/learn';
import { addFile, assertFile } from '../../record/add-file.ts';
import type { RecordConnection } from '../../record/connect-record.ts';
import { dataArgument, dataNumber, datasetName } from '../../record/reference.ts';
import { orNoFile } from '../../record/unknown-name.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';
import { followJob } from '../jobs/follow-job.ts';
import { sayJobEnd } from '../jobs/say-job.ts';
import type { RecordedTrainingAsked } from './train-on-record.ts';

export interface JobAsked extends RecordedTrainingAsked {
  readonly detach: boolean;
  readonly promote: boolean;
}

/** Has a worker train on rows that are on record, or are put there first. */
export async function trainAsJob(asked: JobAsked, around: Around): Promise<void> {
  const data = dataArgument(asked.data);
  if (data.kind === 'file') await assertFile(data.path);
  const model = modelName(asked.name, data.kind === 'file' ? data.path : data.name);
  // A name goes as a name: which one is the default may differ on the server.
  const recipe =
    asked.recipe === null || recipes.has(asked.recipe) ? asked.recipe : await findRecipe(asked.recipe);
  if (asked.sizeBytes !== null && !Number.isSafeInteger(asked.sizeBytes))
    throw new WrongUsage('--size is too large for a job; give a smaller one.');
  await withRecord(
    around,
    async (record) => {
      const { client } = record;
      const test = asked.test === null ? null : await referenceTo(record, asked.test, null, asked);
      const input: TrainJob = {
        data: await referenceTo(record, asked.data, asked.dataset, asked),
        model,
        recipe: recipe ?? defaultRecipe,
        seed: asked.seed,
        ...(test === null ? { holdout: asked.holdout } : { test }),
        ...(asked.positive !== null && { positive: asked.positive }),
        ...(asked.sizeBytes !== null && { size_bytes: asked.sizeBytes }),
        ...(asked.experiment !== null && { experiment: asked.experiment }),
        ...(asked.promote && { promote: true }),
      };
      const submitted = await client.jobs.submit({ kind: 'train', input });
      const say = speaker(around);
      if (asked.detach) {
        if (around.json) say.json(withIsoTimes(submitted));
        else {
          say.line(`${say.paint(['bold', 'green'], submitted.id)}  queued: train ${model} on ${input.data}`);
          say.line(`${say.paint('dim', 'next:')} verdict jobs show ${submitted.id} --follow`);
          if (!(record.works || (await hasServer(record))))
            say.line(say.paint('dim', 'A worker takes it up while verdict up runs.'));
        }
        return;
      }
      const ended = await followJob(record, submitted, around);
      sayJobEnd(say, ended, around);
    },
    { worker: !asked.detach },
  );
}

/** Nobody but this process has the workspace open, so nobody works. */
async function hasServer({ where }: RecordConnection): Promise<boolean> {
  return /^https?:/.test(where);
}

/** `name@number` of rows on record; a file is put there. */
async function referenceTo(
  { client }: RecordConnection,
  text: string,
  dataset: string | null,
  { text: texts, label }: JobAsked,
): Promise<string> {
  const argument = dataArgument(text);
  if (argument.kind === 'record') {
    const asked = client.datasets.version(argument.name, dataNumber(argument));
    const { dataset: name, number } = await orNoFile(argument.name, 'dataset', asked);
    return `${name}@${number}`;
  }
  const { version } = await addFile(client, {
    path: argument.path,
    dataset: datasetName(dataset, argument.path),
    text: texts,
    label,
    message: null,
    append: false,
  });
  return `${version.dataset}@${version.number}`;
}
