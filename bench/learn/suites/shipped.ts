import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Crew,
  createPredictor,
  createRandom,
  decodeModel,
  encodeModel,
  type Model,
  mcNemar,
  packTexts,
  predictTexts,
  selfTest,
  shrinkModel,
  stratifiedSplit,
} from '@verdict/learn';
import { threadCrew } from '@verdict/learn/threads';
import { type Judged, judge } from '../judge-rows.ts';
import { readLabelled, rowsWhere } from '../labelled.ts';
import { markdownTable, megabytes, milliseconds, percent, points, times } from '../markdown.ts';
import { type DataName, dataFile, places } from '../places.ts';
import { pairRatios } from '../ratio.ts';
import { BenchRefusal } from '../refusal.ts';
import type { SuiteResult } from '../report.ts';
import { sampleReview } from '../sample-review.ts';
import { type Summary, summarise } from '../summary.ts';
import { timeInTurn } from '../time-in-turn.ts';
import { trainLabelled } from '../train-labelled.ts';
import type { Suite, SuiteContext } from './suite.ts';

/** What each shipped model was trained on. */
const dataOf: Readonly<Record<string, DataName>> = { 'sentiment-en': 'imdb', 'spam-en': 'sms' };
const loads = 15;

interface Speed {
  readonly file: string;
  readonly bytes: number;
  readonly goldenRowsPass: boolean;
  /** Milliseconds from path to a predictor: the process's first time, then again and again. */
  readonly firstLoad: number;
  readonly load: Summary;
  readonly predict: Summary;
  readonly bareLoop: Summary;
  /** Predict over bare loop, batch by batch. */
  readonly ratio: Summary;
}

interface SizeLoss {
  readonly file: string;
  readonly recipe: string;
  readonly fullBytes: number;
  readonly smallBytes: number;
  readonly full: Judged;
  readonly small: Judged;
  /** Share of the held rows on which both say the same. */
  readonly agreement: number;
  readonly p: number;
}

async function run({ say }: SuiteContext): Promise<SuiteResult> {
  const files = (await readdir(places.models)).filter((file) => file.endsWith('.verdict')).sort();
  if (files.length === 0)
    throw new BenchRefusal('models/ holds no .verdict file; make them with npm run models.');
  const speeds: Speed[] = [];
  for (const file of files) {
    say(`${file}: loading and predicting`);
    speeds.push(await measureSpeed(file));
  }
  const losses: SizeLoss[] = [];
  const crew = threadCrew();
  try {
    for (const file of files) {
      say(`${file}: the full model and the small one on held rows`);
      losses.push(await measureLoss(file, crew));
    }
  } finally {
    await crew.close();
  }
  return {
    title: 'The shipped models: load, one text, and what their size costs',
    method: [
      `Load is from path to a predictor that can be asked, in this process: the first time, then the median of ${loads}.`,
      'Predict is one review of 230 words (bench/learn/sample-review.ts) on one thread, warm; beside it a loop over the same characters that only adds their codes up. Medians of 15 batches in turn; the ratio is the median of the pairs.',
      'Size loss: the shipped files are trained on every row, so nothing is left to judge them on. The same recipe is trained on 80 % of the rows (stratified, identical texts together, seed 42), made smaller to the same number of bytes, and both are judged on the other 20 %.',
      'p is McNemar’s for the full and the small model on the same rows.',
    ],
    commands: [],
    results: { speed: speeds, sizeLoss: losses },
    body: [
      markdownTable(
        [
          'model',
          'file',
          'golden rows',
          'first load',
          'load',
          'predict 230 words',
          'bare loop',
          'predict / loop',
        ],
        speeds.map((speed) => [
          speed.file,
          megabytes(speed.bytes),
          speed.goldenRowsPass ? 'pass' : '**fail**',
          milliseconds(speed.firstLoad),
          milliseconds(speed.load.median),
          milliseconds(speed.predict.median),
          milliseconds(speed.bareLoop.median),
          times(speed.ratio.median),
        ]),
      ),
      markdownTable(
        [
          'recipe on held rows',
          'full',
          'small',
          'accuracy full (95 %)',
          'accuracy small (95 %)',
          'points',
          'agree',
          'p',
        ],
        losses.map((loss) => [
          `${loss.file} (${loss.recipe})`,
          megabytes(loss.fullBytes),
          megabytes(loss.smallBytes),
          withInterval(loss.full),
          withInterval(loss.small),
          points(loss.small.accuracy - loss.full.accuracy),
          percent(loss.agreement),
          loss.p.toFixed(3),
        ]),
      ),
    ].join('\n\n'),
  };
}

async function measureSpeed(file: string): Promise<Speed> {
  const path = join(places.models, file);
  const load = async () => {
    const began = performance.now();
    const bytes = await readFile(path);
    const predictor = createPredictor(decodeModel(bytes));
    return { predictor, bytes: bytes.length, took: performance.now() - began };
  };
  const first = await load();
  const again: number[] = [];
  for (let count = 0; count < loads; count++) again.push((await load()).took);
  const { predictor } = first;
  const timed = timeInTurn(() => predictor.predict(sampleReview).confidence, addCharacters);
  return {
    file,
    bytes: first.bytes,
    goldenRowsPass: selfTest(predictor.model).passed,
    firstLoad: first.took,
    load: summarise(again),
    predict: summarise(timed.one),
    bareLoop: summarise(timed.other),
    ratio: pairRatios(timed.other, timed.one),
  };
}

function addCharacters(): number {
  let sum = 0;
  for (let at = 0; at < sampleReview.length; at++) sum = (sum + sampleReview.charCodeAt(at)) | 0;
  return sum;
}

async function measureLoss(file: string, crew: Crew): Promise<SizeLoss> {
  const { recipe, facts } = decodeModel(await readFile(join(places.models, file)));
  const data = dataOf[file.replace(/-\d+\.verdict$/, '')];
  if (!data)
    throw new BenchRefusal(`What ${file} was trained on is not known here; name it in suites/shipped.ts.`);
  if (!facts.shrunk)
    throw new BenchRefusal(`${file} was not made smaller, so its size costs nothing; leave it out.`);
  const rows = await readLabelled(dataFile(data));
  const split = stratifiedSplit({ ...rows, share: 0.2, random: createRandom(42) });
  const isTest = new Set(split.test);
  const full = await trainLabelled(
    recipe,
    rowsWhere(rows, (row) => !isTest.has(row)),
    crew,
  );
  const small = shrinkModel({ model: full, budgetBytes: facts.shrunk.budgetBytes, heldOut: null });
  const test = rowsWhere(rows, (row) => isTest.has(row));
  const pack = packTexts(test.texts, crew.allocate);
  const answers = async (model: Model) => {
    const { predicted, probabilities } = await predictTexts(model, pack, crew);
    return { predicted, judged: judge(test, predicted, probabilities) };
  };
  const [before, after] = [await answers(full), await answers(small)];
  const agreeing = before.predicted.filter((k, row) => k === after.predicted[row]).length;
  return {
    file,
    recipe: recipe.name,
    fullBytes: encodeModel(full).length,
    smallBytes: encodeModel(small).length,
    full: before.judged,
    small: after.judged,
    agreement: agreeing / test.texts.length,
    p: mcNemar(test.labels, before.predicted, after.predicted).p,
  };
}

function withInterval({ accuracy, interval }: Judged): string {
  return `${percent(accuracy)} (${(100 * interval.low).toFixed(2)}–${(100 * interval.high).toFixed(2)})`;
}

export const shippedSuite: Suite = {
  name: 'shipped',
  about: 'the models in models/: load, one text, and what their size costs',
  run,
};
