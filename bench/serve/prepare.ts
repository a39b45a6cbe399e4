import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLabelledRows } from '@verdict/files';
import { peerTrain, sklearn, verdictTrain } from '../learn/command-lines.ts';
import { ask } from '../learn/measure-command.ts';
import { dataFile, places } from '../learn/places.ts';
import { sliceFile } from '../learn/slices.ts';

/** Both sides learn from the same reviews and are asked about others. */
const trainedRows = 20_000;
const askedRows = 5000;

export interface Prepared {
  /** Ours: `rotten-potatoes` trained here, and the models that come with Verdict. */
  readonly modelsFolder: string;
  readonly peerModel: string;
  /** Reviews that no side has learnt from. */
  readonly texts: readonly string[];
  /** One request a line, of the recipe that both sides have. */
  readonly bodies: string;
  /** The same reviews for `sentiment-en`. */
  readonly sentimentBodies: string;
}

/** What the first run makes is kept in bench/.work; the models are trained anew, as the code that trains may be new. */
export async function prepare(python: string, say: (line: string) => void): Promise<Prepared> {
  const folder = join(places.work, 'serve');
  const modelsFolder = join(folder, 'models');
  await mkdir(modelsFolder, { recursive: true });
  const data = await sliceFile('imdb', 0, trainedRows);
  say('training the recipe rotten-potatoes, ours and the peer’s');
  const ours = join(modelsFolder, 'rotten-potatoes-1.verdict');
  await ask(verdictTrain('rotten-potatoes', { data, out: ours }));
  const peerModel = join(folder, 'rotten-potatoes.joblib');
  await ask(peerTrain(python, sklearn('rotten-potatoes'), { data, out: peerModel }));
  for (const name of await readdir(places.models)) {
    if (name.endsWith('.verdict')) await copyFile(join(places.models, name), join(modelsFolder, name));
  }
  const texts = (await readLabelledRows(dataFile('imdb'))).texts.slice(trainedRows, trainedRows + askedRows);
  const [bodies, sentimentBodies] = ['bodies', 'bodies-sentiment'].map((name) =>
    join(folder, `${name}.jsonl`),
  );
  await writeLines(bodies, texts, (text) => ({ text }));
  await writeLines(sentimentBodies, texts, (text) => ({ text, model: 'sentiment-en' }));
  return { modelsFolder, peerModel, texts, bodies, sentimentBodies };
}

async function writeLines(
  path: string,
  texts: readonly string[],
  body: (text: string) => unknown,
): Promise<void> {
  await writeFile(path, texts.map((text) => `${JSON.stringify(body(text))}\n`).join(''));
}
