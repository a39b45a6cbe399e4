import { fastText, liblinear, type PeerProgram, sklearn } from '../command-lines.ts';
import { figuresCells, figuresHeader, measuredHow } from '../contest-figures.ts';
import { markdownTable, percent } from '../markdown.ts';
import { dataFile } from '../places.ts';
import { recipeFile, recipeNamed } from '../recipe-file.ts';
import type { SuiteResult } from '../report.ts';
import { trainAndEvaluate } from '../train-and-evaluate.ts';
import type { Suite, SuiteContext } from './suite.ts';

interface SpeedContest {
  readonly name: string;
  readonly peerName: string;
  readonly recipe: string;
  /** Given the recipe as a JSON file. */
  readonly program: (recipe: string) => PeerProgram;
  /** The ratio that we set out to reach; null where none was set. */
  readonly target: { readonly train: number; readonly evaluate: number } | null;
  readonly remark: string;
}

const contests: readonly SpeedContest[] = [
  {
    name: 'speed-nb-logreg',
    peerName: 'scikit-learn',
    recipe: 'nb-logreg',
    program: sklearn,
    target: { train: 5, evaluate: 4 },
    remark:
      'The peer runs the same recipe, its n-gram, smoothing and penalty settings taken from ours, as peers/recipes.py writes it for speed (binary counts, dual solver).',
  },
  {
    name: 'speed-rotten-potatoes',
    peerName: 'scikit-learn',
    recipe: 'rotten-potatoes',
    program: () => sklearn('rotten-potatoes'),
    target: { train: 2.5, evaluate: 2.5 },
    remark: 'The peer is TfidfVectorizer() and LogisticRegression() as they come.',
  },
  {
    name: 'speed-fasttext',
    peerName: 'fastText',
    recipe: 'nb-logreg',
    program: fastText,
    target: null,
    remark:
      'Not the same recipe: fastText learns 100-dimensional vectors of words and bigrams in five epochs on two threads; ours is nb-logreg.',
  },
  {
    name: 'speed-liblinear',
    peerName: 'LIBLINEAR',
    recipe: 'nb-logreg',
    program: liblinear,
    target: null,
    remark:
      'The peer makes the matrix of the same recipe with scikit-learn and solves it with LIBLINEAR itself (solver 7, its own tolerance).',
  },
];

async function run(contest: SpeedContest, { options, python, say }: SuiteContext): Promise<SuiteResult> {
  const { name, recipe, peerName, target } = contest;
  const program = contest.program(await recipeFile(recipeNamed(recipe)));
  const { pairs } = options;
  const { commands, ...results } = await trainAndEvaluate({
    ...{ name, recipe, program, pairs, python, say },
    data: dataFile('imdb'),
  });
  const row = (what: 'train' | 'evaluate'): string[] => {
    const figures = results[what];
    const wanted = target?.[what];
    const reached = wanted !== undefined && figures.seconds.ratio.median >= wanted;
    const aim = wanted === undefined ? 'none set' : `≥ ${wanted}× ${reached ? 'reached' : 'missed'}`;
    return [what, ...figuresCells(figures), aim];
  };
  const { ours, peer } = results.trainingAccuracy;
  return {
    title: `Speed: ${recipe} against ${peerName}, 25,000 reviews`,
    method: [
      ...measuredHow,
      `${pairs} ${pairs === 1 ? 'pair' : 'pairs'}.`,
      contest.remark,
      'Training is on all 25,000 rows of imdb/train.csv.gz, evaluating on the same rows. Ours also fits five folds, to calibrate and to report out-of-fold metrics; the peer fits once.',
      `Accuracy on the rows trained on, to show that both did the work: ours ${percent(ours)}, peer ${percent(peer)}.`,
    ],
    commands,
    results: { target, ...results },
    body: markdownTable(['', ...figuresHeader, 'aim'], [row('train'), row('evaluate')]),
  };
}

export const speedSuites: readonly Suite[] = contests.map((contest) => ({
  name: contest.name,
  about: `${contest.recipe} against ${contest.peerName}: whole commands, 25,000 rows`,
  run: (context) => run(contest, context),
}));
