import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Crew, evaluateModel, mcNemar, packTexts } from '@verdict/learn';
import { threadCrew } from '@verdict/learn/threads';
import { peerEvaluate, peerTrain, sklearn } from '../command-lines.ts';
import { type Judged, judge, type PeerDump, predictedByPeer } from '../judge-rows.ts';
import { type Labelled, readLabelled } from '../labelled.ts';
import { decimal, markdownTable, percent, points } from '../markdown.ts';
import { ask, commandText } from '../measure-command.ts';
import { ownRecipes, type PeerRecipe, peersOf } from '../peer-recipes.ts';
import { places } from '../places.ts';
import { recipeNamed } from '../recipe-file.ts';
import type { SuiteResult } from '../report.ts';
import { sliceFile } from '../slices.ts';
import { trainLabelled } from '../train-labelled.ts';
import type { Suite, SuiteContext } from './suite.ts';

const trainRows = 20_000;
const allRows = 25_000;

interface Compared {
  readonly recipe: string;
  readonly ours: Judged;
  readonly peers: readonly { readonly label: string; readonly judged: Judged; readonly p: number }[];
}

async function run({ options, python, say }: SuiteContext): Promise<SuiteResult> {
  const trainFile = await sliceFile('imdb', 0, trainRows);
  const testFile = await sliceFile('imdb', trainRows, allRows);
  const trainSet = await readLabelled(trainFile);
  const testSet = await readLabelled(testFile);
  const names = options.recipes ?? ['nb-logreg', 'rotten-potatoes', ...ownRecipes()];
  const commands: string[] = [];
  const compared: Compared[] = [];
  const crew = threadCrew();
  try {
    for (const name of names) {
      const recipe = recipeNamed(name);
      say(`${name}: ours`);
      const ours = await judgeOurs(name, trainSet, testSet, crew);
      const peers = [];
      for (const peer of await peersOf(recipe, 'nb-logreg')) {
        say(`${name}: ${peer.label}`);
        const dump = await judgePeer(peer, { python, trainFile, testFile, commands });
        const { predicted, probabilities } = predictedByPeer(dump, testSet);
        const judged = judge(testSet, predicted, probabilities);
        const { p } = mcNemar(testSet.labels, ours.predicted, predicted);
        peers.push({ label: peer.label, judged, p });
      }
      compared.push({ recipe: name, ours: ours.judged, peers });
    }
  } finally {
    await crew.close();
  }
  return {
    title: 'Accuracy on IMDb: 5,000 reviews that no side had seen',
    method: [
      `Both train on the first ${trainRows.toLocaleString('en-US')} rows of imdb/train.csv.gz and are judged once on the last ${(allRows - trainRows).toLocaleString('en-US')}; no setting was chosen on those.`,
      'Accuracy with its 95 % Wilson interval. p is McNemar’s for ours and the peer on the same rows: above 0.05 the two cannot be told apart here.',
      'Log loss and calibration error (15 bins) of the probabilities that each gives out; all figures are computed by the same code from each side’s answers. A linear SVM of scikit-learn gives no probabilities.',
      'Same settings: n-grams, thresholds, smoothing and penalty of our recipe, turned into a pipeline by peers/verdict_recipe.py. Its usual way: peers/recipes.py.',
    ],
    commands,
    results: compared,
    body: markdownTable(
      ['recipe', 'accuracy (95 %)', 'macro-F1', 'log loss', 'ECE', 'ours − peer, points', 'p'],
      compared.flatMap(({ recipe, ours, peers }) => [
        [`**${recipe}**, ours`, ...cells(ours), '', ''],
        ...peers.map(({ label, judged, p }) => [
          label,
          ...cells(judged),
          points(ours.accuracy - judged.accuracy),
          p.toFixed(3),
        ]),
      ]),
    ),
  };
}

function cells({ accuracy, interval, macroF1, logLoss, ece }: Judged): string[] {
  const share = `${percent(accuracy)} (${(100 * interval.low).toFixed(2)}–${(100 * interval.high).toFixed(2)})`;
  return [share, macroF1.toFixed(4), decimal(logLoss), decimal(ece)];
}

async function judgeOurs(name: string, trainSet: Labelled, testSet: Labelled, crew: Crew) {
  const model = await trainLabelled(recipeNamed(name), trainSet, crew);
  const labels = Array.from(testSet.labels, (label) => testSet.classes[label]);
  const { predicted, probabilities } = await evaluateModel(
    model,
    packTexts(testSet.texts, crew.allocate),
    labels,
    crew,
  );
  return { predicted, judged: judge(testSet, predicted, probabilities) };
}

interface PeerFiles {
  readonly python: string;
  readonly trainFile: string;
  readonly testFile: string;
  readonly commands: string[];
}

async function judgePeer(peer: PeerRecipe, { python, trainFile, testFile, commands }: PeerFiles) {
  const model = join(places.work, 'accuracy-imdb.joblib');
  const dump = join(places.work, 'accuracy-imdb.json');
  const program = sklearn(peer.argument);
  const lines = [
    peerTrain(python, program, { data: trainFile, out: model }),
    peerEvaluate(python, program, { model, data: testFile }, ['--dump', dump]),
  ];
  for (const line of lines) {
    if (!commands.includes(commandText(line))) commands.push(commandText(line));
    await ask(line);
  }
  return JSON.parse(await readFile(dump, 'utf8')) as PeerDump;
}

export const accuracyImdbSuite: Suite = {
  name: 'accuracy-imdb',
  about: 'trained on the first 20,000 reviews, judged on the last 5,000, against scikit-learn',
  run,
};
