import { sklearn } from '../command-lines.ts';
import { type ContestFigures, figuresCells, figuresHeader, measuredHow } from '../contest-figures.ts';
import { growthRate } from '../growth-rate.ts';
import { markdownTable } from '../markdown.ts';
import { recipeFile, recipeNamed } from '../recipe-file.ts';
import type { SuiteResult } from '../report.ts';
import { sliceFile } from '../slices.ts';
import { type ContestResult, trainAndEvaluate } from '../train-and-evaluate.ts';
import type { Suite, SuiteContext } from './suite.ts';

const sizes = [6_250, 12_500, 25_000] as const;
const recipe = 'nb-logreg';
const costs = ['seconds', 'cpuSeconds', 'peakBytes'] as const;

interface SizeResult extends ContestResult {
  readonly rows: number;
}

async function run({ options, python, say }: SuiteContext): Promise<SuiteResult> {
  const program = sklearn(await recipeFile(recipeNamed(recipe)));
  const { pairs } = options;
  const measured: SizeResult[] = [];
  for (const rows of sizes) {
    const data = await sliceFile('imdb', 0, rows);
    const name = `growth-${rows}`;
    measured.push({ rows, ...(await trainAndEvaluate({ name, recipe, program, data, pairs, python, say })) });
  }
  const parts = (['train', 'evaluate'] as const).map((what) => ({ what, rates: ratesOf(measured, what) }));
  return {
    title: `Growth: ${recipe} on 1×, 2× and 4× the rows`,
    method: [
      ...measuredHow,
      `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} at each size.`,
      'The rows are real and none is repeated: the first 6,250, the first 12,500 and all 25,000 of imdb/train.csv.gz, which comes shuffled, as plain CSV files. A longer file also brings new n-grams.',
      'The exponent b is that of cost = a · rows^b, least squares on the logarithms of the medians: 1 is linear; what a process costs before its first row pulls it below.',
    ],
    commands: measured.flatMap(({ commands }) => commands),
    results: { sizes: measured, rates: Object.fromEntries(parts.map(({ what, rates }) => [what, rates])) },
    body: parts
      .map(({ what, rates }) =>
        [
          `## ${what}`,
          markdownTable(
            ['rows', ...figuresHeader],
            measured.map((size) => [size.rows.toLocaleString('en-US'), ...figuresCells(size[what])]),
          ),
          markdownTable(
            ['exponent', 'wall clock', 'CPU', 'peak memory'],
            (['ours', 'peer'] as const).map((side) => [
              side,
              ...costs.map((cost) => rates[side][cost].toFixed(2)),
            ]),
          ),
        ].join('\n\n'),
      )
      .join('\n\n'),
  };
}

function ratesOf(measured: readonly SizeResult[], what: 'train' | 'evaluate') {
  const side = (of: 'ours' | 'peer') =>
    Object.fromEntries(
      costs.map((cost) => [
        cost,
        growthRate(measured.map((size) => ({ rows: size.rows, cost: median(size[what], cost, of) }))),
      ]),
    ) as Record<(typeof costs)[number], number>;
  return { ours: side('ours'), peer: side('peer') };
}

function median(figures: ContestFigures, cost: (typeof costs)[number], side: 'ours' | 'peer'): number {
  return figures[cost][side].median;
}

export const growthSuite: Suite = {
  name: 'growth',
  about: `${recipe} against scikit-learn on 6,250, 12,500 and 25,000 rows`,
  run,
};
