import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Crew, packTexts, predictTexts, type Recipe } from '@verdict/learn';
import { threadCrew } from '@verdict/learn/threads';
import { judge } from '../judge-rows.ts';
import { type Labelled, readLabelled, rowsWhere } from '../labelled.ts';
import { markdownTable, percent, points } from '../markdown.ts';
import { ask, type CommandLine, commandText } from '../measure-command.ts';
import { ownRecipes, peersOf } from '../peer-recipes.ts';
import { type DataName, dataFile, peer, places } from '../places.ts';
import { recipeNamed } from '../recipe-file.ts';
import { BenchRefusal } from '../refusal.ts';
import type { SuiteResult } from '../report.ts';
import { type Summary, summarise } from '../summary.ts';
import { trainLabelled } from '../train-labelled.ts';
import type { Suite, SuiteContext } from './suite.ts';

const compared: Readonly<Partial<Record<DataName, readonly string[]>>> = {
  sms: ['sms-spam', 'word-char'],
  agnews: ['word-char', 'nb-logreg', 'linear-svm'],
};

interface Assignment {
  readonly seed: number;
  readonly fold: readonly number[];
}

interface FoldsFile {
  readonly rows: number;
  readonly folds: number;
  readonly assignments: readonly Assignment[];
}

interface Scores {
  readonly seed: number;
  readonly accuracy: number;
  readonly macro_f1: number;
}

interface PeerResult {
  readonly label: string;
  readonly assignments: readonly Scores[];
  /** Ours less the peer's, an assignment at a time. */
  readonly difference: { readonly accuracy: Summary; readonly macroF1: Summary };
}

interface RecipeResult {
  readonly data: DataName;
  readonly recipe: string;
  readonly ours: readonly Scores[];
  readonly peers: readonly PeerResult[];
}

async function run({ options, python, say }: SuiteContext): Promise<SuiteResult> {
  const { assignments } = options;
  const commands: string[] = [];
  const askAndNote = (line: CommandLine): Promise<unknown> => {
    commands.push(commandText(line));
    return ask(line);
  };
  const results: RecipeResult[] = [];
  const crew = threadCrew();
  try {
    for (const [name, designed] of Object.entries(compared)) {
      const data = name as DataName;
      if (options.data && !options.data.includes(data)) continue;
      const path = dataFile(data);
      const foldsPath = join(places.work, `folds-${data}.json`);
      await askAndNote([python, peer('folds.py'), '--data', path, '--out', foldsPath]);
      const rows = await readLabelled(path);
      const folds = await readFolds(foldsPath, rows, assignments);
      for (const recipeName of options.recipes ?? [...designed, ...ownRecipes()]) {
        const recipe = recipeNamed(recipeName);
        const ours: Scores[] = [];
        for (const assignment of folds.assignments) {
          say(`${data} ${recipeName}: ours, assignment ${ours.length + 1} of ${assignments}`);
          ours.push(await judgeOurs(recipe, rows, assignment, crew));
        }
        const peers: PeerResult[] = [];
        for (const { label, argument } of await peersOf(recipe, 'word-char')) {
          say(`${data} ${recipeName}: ${label}`);
          const files = ['--recipe', argument, '--data', path, '--folds', foldsPath];
          const line = [
            python,
            peer('sklearn_folds.py'),
            ...files,
            '--assignments',
            `${assignments}`,
          ] as const;
          const theirs = ((await askAndNote(line)) as { assignments: Scores[] }).assignments;
          peers.push({ label, assignments: theirs, difference: differences(ours, theirs) });
        }
        results.push({ data, recipe: recipeName, ours, peers });
      }
    }
  } finally {
    await crew.close();
  }
  return {
    title: 'Accuracy by cross-validation: SMS Spam Collection and AG News',
    method: [
      `${assignments} assignment${assignments === 1 ? '' : 's'} of five folds, stratified by label, identical texts kept together, written by peers/folds.py and read by both sides. A figure is over the pooled answers of an assignment’s five folds, and the mean over assignments.`,
      'Ours trains on four folds through @verdict/learn as the command line would, inner folds for calibration among them, and answers the fifth.',
      'The difference is ours less the peer’s in percentage points, its mean ± sample deviation over the assignments, with the least and the greatest. Assignments share their rows, so the deviation says how much the assignment matters, not how another sample of texts would fall.',
      'Same settings: our recipe turned into a pipeline by peers/verdict_recipe.py. Its usual way: peers/recipes.py. For sms-spam the peer stems with NLTK and drops scikit-learn’s stop words, ours its own list.',
      'sms/train.tsv: 4,435 messages; agnews/train.csv: 5,600 articles of four classes.',
    ],
    commands,
    results,
    body: markdownTable(
      [
        'data, recipe',
        'accuracy',
        'difference',
        'least to greatest',
        'macro-F1',
        'difference',
        'least to greatest',
      ],
      results.flatMap(({ data, recipe, ours, peers }) => [
        [
          `**${data}, ${recipe}**, ours`,
          meanShare(ours, 'accuracy'),
          '',
          '',
          meanShare(ours, 'macro_f1'),
          '',
          '',
        ],
        ...peers.map(({ label, assignments: theirs, difference }) => [
          label,
          meanShare(theirs, 'accuracy'),
          ...spread(difference.accuracy),
          meanShare(theirs, 'macro_f1'),
          ...spread(difference.macroF1),
        ]),
      ]),
    ),
  };
}

async function readFolds(path: string, rows: Labelled, assignments: number): Promise<FoldsFile> {
  const folds = JSON.parse(await readFile(path, 'utf8')) as FoldsFile;
  if (folds.rows !== rows.texts.length) {
    throw new BenchRefusal(
      `${path} is for ${folds.rows} rows and we read ${rows.texts.length}; one of the two readers is wrong.`,
    );
  }
  return { ...folds, assignments: folds.assignments.slice(0, assignments) };
}

/** Every row answered by the model of the four folds that do not hold it. */
async function judgeOurs(
  recipe: Recipe,
  rows: Labelled,
  { seed, fold }: Assignment,
  crew: Crew,
): Promise<Scores> {
  const predicted = new Int32Array(rows.texts.length);
  for (const held of new Set(fold)) {
    const model = await trainLabelled(
      recipe,
      rowsWhere(rows, (row) => fold[row] !== held),
      crew,
    );
    const test = fold.flatMap((of, row) => (of === held ? [row] : []));
    const pack = packTexts(
      test.map((row) => rows.texts[row]),
      crew.allocate,
    );
    const answers = (await predictTexts(model, pack, crew)).predicted;
    test.forEach((row, at) => {
      predicted[row] = answers[at];
    });
  }
  const { accuracy, macroF1 } = judge(rows, predicted, null);
  return { seed, accuracy, macro_f1: macroF1 };
}

function differences(ours: readonly Scores[], theirs: readonly Scores[]): PeerResult['difference'] {
  const of = (score: 'accuracy' | 'macro_f1'): Summary =>
    summarise(ours.map((own, at) => own[score] - theirs[at][score]));
  return { accuracy: of('accuracy'), macroF1: of('macro_f1') };
}

function meanShare(scores: readonly Scores[], score: 'accuracy' | 'macro_f1'): string {
  return percent(summarise(scores.map((one) => one[score])).mean);
}

function spread({ mean, deviation, min, max }: Summary): [string, string] {
  const around = deviation === null ? '' : ` ± ${(100 * deviation).toFixed(2)}`;
  return [`${points(mean)}${around}`, `${points(min)} to ${points(max)}`];
}

export const accuracyFoldsSuite: Suite = {
  name: 'accuracy-folds',
  about: 'ten times five folds of SMS and AG News, the same for both sides',
  run,
};
