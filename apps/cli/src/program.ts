import { WrongUsage } from '@verdict/engine';
import { Command, CommanderError } from 'commander';
import { parseHoldout, parseSeed, parseSize, parseThreads } from './commands/options.ts';

interface Surroundings {
  readonly version: string;
  readonly signal: AbortSignal;
}

type Options = Readonly<Record<string, string | undefined>> & { readonly json?: boolean };

/** Parses one command line and runs its command, whose code is loaded only then. Returns the exit code. */
export async function runProgram(args: readonly string[], around: Surroundings): Promise<number> {
  const program = createProgram(around);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    return 2;
  }
}

function createProgram({ version, signal }: Surroundings): Command {
  const program = new Command('verdict')
    .description('Labelled text in, a classifier you can ship, watch and improve out.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .usage('COMMAND [options]')
    .exitOverride()
    .configureHelp({ helpWidth: 100, showGlobalOptions: false })
    .configureOutput({ outputError: (text, write) => write(oneSentence(text)) })
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 refused or failed (one sentence on stderr says what to do), 2 wrong usage,
130 stopped by Ctrl-C.

Examples:
  verdict train --data reviews.csv
  verdict predict reviews-1.verdict "A wonderful, moving film."
  verdict train --help`,
    );

  /** With its defaults and examples, each help page stands alone. */
  const command = (words: string, summary: string, examples: readonly string[]): Command =>
    program
      .command(words)
      .summary(summary)
      .description(`${summary[0].toUpperCase()}${summary.slice(1)}.`)
      .helpOption('-h, --help', 'print this help')
      .configureHelp({ helpWidth: 100 })
      .allowExcessArguments(false)
      .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`);

  const json = ['--json', 'print one JSON document on stdout and nothing else there'] as const;
  const text = ['--text <column>', 'column of the texts (default: found by its name)'] as const;
  const label = ['--label <column>', 'column of the labels (default: found by its name)'] as const;
  const threads = [
    '--threads <n>',
    'threads to compute on (default: one a core, 8 at most); never changes the result',
  ] as const;

  command('train', 'fit a model on labelled texts and write it to a file', [
    'verdict train --data reviews.csv',
    'verdict train --data SMSSpamCollection.tsv --recipe word-char --name sms',
    'verdict train --data train.csv --test test.csv --size 4MB --out small.verdict',
    'verdict train --data all.jsonl --holdout 0 --json',
    'verdict train --data reviews.csv --sweep sweep.json',
  ])
    .usage('--data FILE [options]')
    .option('--data <file>', 'CSV, TSV, JSONL or Parquet, plain or gzipped')
    .option('--test <file>', 'judge on these rows instead of holding some out')
    .option('--name <model>', "the model's name (default: the data file's)")
    .option(
      '--recipe <name|file>',
      'features and algorithm: a name of "verdict recipes" or a JSON file (default: nb-logreg)',
    )
    .option(
      '--sweep <file>',
      'choose the recipe out of this JSON list of recipes and grids, by cross-validation',
    )
    .option(...text)
    .option(...label)
    .option('--holdout <share>', 'share of rows to hold out and judge on; 0 fits on all (default: 0.2)')
    .option('--seed <n>', 'decides every random choice; the same seed gives the same file', '42')
    .option(
      '--out <file>',
      'where the model goes (default: NAME-VERSION.verdict here, with the next version)',
    )
    .option('--size <bytes>', 'make the file at most so large, as 4MB, and say what that costs')
    .option(
      '--positive <label>',
      'of two classes the one that precision and recall speak of\n(default: the one named positive, spam, true, yes or 1, else the last)',
    )
    .option(...threads)
    .option(...json)
    .action(async (options: Options & { seed: string }) => {
      if (options.test !== undefined && options.holdout !== undefined && Number(options.holdout) !== 0)
        throw new WrongUsage('Give --test or --holdout, not both: a test file is what would be held out.');
      if (options.sweep !== undefined && options.recipe !== undefined)
        throw new WrongUsage('Give --sweep or --recipe, not both: a sweep chooses the recipe.');
      const { runTrain } = await import('./commands/train.ts');
      const request = {
        data: required(options.data, '--data'),
        test: options.test ?? null,
        name: options.name ?? null,
        recipe: options.recipe ?? null,
        text: options.text ?? null,
        label: options.label ?? null,
        holdout: parseHoldout(options.holdout ?? '0.2'),
        seed: parseSeed(options.seed),
        out: options.out ?? null,
        sizeBytes: options.size === undefined ? null : parseSize(options.size),
        threads: options.threads === undefined ? null : parseThreads(options.threads),
        positive: options.positive ?? null,
        sweep: options.sweep ?? null,
      };
      await runTrain(request, { json: options.json === true, signal });
    });

  command('evaluate', 'judge a model on labelled texts', [
    'verdict evaluate reviews-1.verdict --data test.csv',
    'verdict evaluate sms-2.verdict --data new.tsv --json',
  ])
    .usage('MODEL --data FILE [options]')
    .argument('<model>', 'a model file')
    .option('--data <file>', 'CSV, TSV, JSONL or Parquet, plain or gzipped')
    .option(...text)
    .option(...label)
    .option(...threads)
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { runEvaluate } = await import('./commands/evaluate.ts');
      const request = {
        model,
        data: required(options.data, '--data'),
        text: options.text ?? null,
        label: options.label ?? null,
        threads: options.threads === undefined ? null : parseThreads(options.threads),
      };
      await runEvaluate(request, { json: options.json === true, signal });
    });

  command('predict', 'say the label of texts', [
    'verdict predict reviews-1.verdict "A wonderful, moving film."',
    'verdict predict sms-1.verdict --file messages.csv --out answers.csv',
    'cat lines.txt | verdict predict sms-1.verdict --json',
  ])
    .usage('MODEL [TEXT…] [options]')
    .argument('<model>', 'a model file')
    .argument('[text...]', 'texts; without any, and without --file, each line of standard input is one')
    .option('--file <file>', 'texts from a CSV, TSV, JSONL or Parquet file')
    .option(...text)
    .option(
      '--out <file>',
      'write text, label and confidence to this .csv, .tsv or .jsonl;\n--json then prints how many rows got which label',
    )
    .option(...json)
    .action(async (model: string, texts: string[], options: Options) => {
      const { runPredict } = await import('./commands/predict.ts');
      const request = {
        model,
        texts,
        file: options.file ?? null,
        text: options.text ?? null,
        out: options.out ?? null,
      };
      await runPredict(request, { json: options.json === true, signal });
    });

  command('explain', 'show which words led to the answer', [
    'verdict explain reviews-1.verdict "Not a good film, but a funny one."',
    'verdict explain agnews-1.verdict --class Sports "The match ended late."',
  ])
    .usage('MODEL [TEXT] [options]')
    .argument('<model>', 'a model file of a linear recipe')
    .argument('[text]', 'the text; without it, standard input')
    .option('--class <label>', 'argue for this class (default: the one that is answered)')
    .option(...json)
    .action(async (model: string, one: string | undefined, options: Options) => {
      const { runExplain } = await import('./commands/explain.ts');
      const request = { model, text: one ?? null, target: options.class ?? null };
      await runExplain(request, { json: options.json === true, signal });
    });

  const recipes = command('recipes', 'list the recipes, or show one', [
    'verdict recipes',
    'verdict recipes show nb-logreg > mine.json && verdict train --data reviews.csv --recipe mine.json',
  ])
    .option(...json)
    .usage('[list | show NAME] [options]');
  const list = async (options: Options): Promise<void> => {
    const { listRecipes } = await import('./commands/recipes.ts');
    listRecipes({ json: options.json === true });
  };
  recipes.action(list);
  recipes
    .command('list', { isDefault: false })
    .description('List the recipes.')
    .option(...json)
    .action((_, sub: Command) => list(sub.optsWithGlobals()));
  recipes
    .command('show')
    .description('Print a recipe as JSON.')
    .argument('<name>', 'a recipe of the list, or a JSON file to check')
    .option(...json)
    .action(async (name: string) => {
      const { showRecipe } = await import('./commands/recipes.ts');
      await showRecipe(name);
    });

  command('up', 'serve models over HTTP on this machine', [
    'verdict up',
    'verdict up --port 9000 --models ./models',
  ])
    .option('--host <address>', 'address to listen on (default: VERDICT_HOST, else 127.0.0.1)')
    .option('--port <n>', 'port to listen on, 0 for any that is free (default: VERDICT_PORT, else 8000)')
    .option('--models <folder>', 'folder of model files (default: VERDICT_MODELS, else the shipped models)')
    .option(...json)
    .action(async (options: Options) => {
      const { runUp } = await import('./commands/up.ts');
      const request = {
        host: options.host ?? null,
        port: options.port ?? null,
        models: options.models ?? null,
      };
      await runUp(request, { json: options.json === true, signal, env: process.env });
    });

  return program;
}

/** Commander would ask for what is missing before it names what is misspelt. */
function required(value: string | undefined, flag: string): string {
  if (value !== undefined) return value;
  throw new WrongUsage(`${flag} is missing; name the file of labelled texts with ${flag} FILE.`);
}

/** Commander's "error: unknown option '--dat'\n(Did you mean --data?)" as this house says it. */
function oneSentence(text: string): string {
  const [what, hint] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const meant = /\(Did you mean (.*)\?\)/.exec(hint ?? '')?.[1];
  const sentence = `${what[0].toUpperCase()}${what.slice(1).replace(/\.$/, '')}`;
  return `${sentence}; ${meant ? `perhaps you mean ${meant}` : 'see --help'}.\n`;
}
