import { WrongUsage } from '@verdict/engine';
import { parseHoldout, parseSeed, parseSize, parseThreads } from '../commands/options.ts';
import { dataFile, type Grammar, json, label, type Options, required, text, threads } from './command.ts';

type TrainOptions = Options & {
  readonly record?: boolean;
  readonly job?: boolean;
  readonly detach?: boolean;
  readonly promote?: boolean;
};

export function addTrainCommand({ command, around }: Grammar): void {
  command('train', 'fit a model on labelled texts, and put data, run and model on record', [
    'verdict train --data reviews.csv',
    'verdict train --data reviews@2 --recipe word-char',
    'verdict train --data train.csv --test test.csv --size 4MB --out small.verdict',
    'verdict train --data reviews.csv --sweep sweep.json --experiment recipes',
    'verdict train --data reviews --job --promote',
  ])
    .usage('--data FILE|NAME[@V] [options]')
    .option('--data <file|name>', `${dataFile}; or rows on record`)
    .option('--test <file|name>', 'judge on these rows instead of holding some out')
    .option('--name <model>', "the model's name (default: the data's)")
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
    .option('--seed <n>', 'decides every random choice; the same seed gives the same file (default: 42)')
    .option('--out <file>', 'write the model to this file, and put nothing on record')
    .option('--record', 'with --out: put it on record all the same')
    .option('--dataset <name>', "what a data file is called on record (default: the file's name)")
    .option('--experiment <name>', 'what the run belongs to (default: Default)')
    .option('--job', 'let a worker of the server compute it')
    .option('--detach', 'with --job: do not wait for its end')
    .option('--promote', 'with --job: judge the new version, and put it in service if it passes')
    .option('--size <bytes>', 'make the file at most so large, as 4MB, and say what that costs')
    .option(
      '--positive <label>',
      'of two classes the one that precision and recall speak of\n(default: the one named positive, spam, true, yes or 1, else the last)',
    )
    .option(...threads)
    .option(...json)
    .action(async (options: TrainOptions) => {
      assertGoTogether(options);
      const request = {
        data: required(
          options.data,
          '--data',
          'name the labelled texts with --data FILE, or rows on record with --data NAME',
        ),
        test: options.test ?? null,
        name: options.name ?? null,
        recipe: options.recipe ?? null,
        text: options.text ?? null,
        label: options.label ?? null,
        holdout: parseHoldout(options.holdout ?? '0.2'),
        seed: parseSeed(options.seed ?? '42'),
        out: options.out ?? null,
        sizeBytes: options.size === undefined ? null : parseSize(options.size),
        threads: options.threads === undefined ? null : parseThreads(options.threads),
        positive: options.positive ?? null,
        sweep: options.sweep ?? null,
      };
      const place = { dataset: options.dataset ?? null, experiment: options.experiment ?? null };
      if (options.job) {
        const { trainAsJob } = await import('../commands/train/train-as-job.ts');
        const { detach = false, promote = false } = options;
        await trainAsJob({ ...request, ...place, detach, promote }, around(options));
      } else if (options.out !== undefined && !options.record) {
        const { trainToFile } = await import('../commands/train/train-to-file.ts');
        await trainToFile(request, around(options));
      } else {
        const { trainOnRecord } = await import('../commands/train/train-on-record.ts');
        await trainOnRecord({ ...request, ...place }, around(options));
      }
    });
}

function assertGoTogether(options: TrainOptions): void {
  const { test, holdout, sweep, recipe, out, record, job } = options;
  if (test !== undefined && holdout !== undefined && Number(holdout) !== 0)
    throw new WrongUsage('Give --test or --holdout, not both: a test file is what would be held out.');
  if (sweep !== undefined && recipe !== undefined)
    throw new WrongUsage('Give --sweep or --recipe, not both: a sweep chooses the recipe.');
  if (out !== undefined && !record && !job) {
    const needs = (['dataset', 'experiment'] as const).find((name) => options[name] !== undefined);
    if (needs)
      throw new WrongUsage(
        `--${needs} is for what goes on record, and --out alone puts nothing there; add --record.`,
      );
  }
  if (job) {
    const local = (['out', 'sweep', 'threads'] as const).find((name) => options[name] !== undefined);
    if (local)
      throw new WrongUsage(`--${local} is for a training here, and --job has a worker do it; leave one out.`);
  }
  const jobOnly = (['detach', 'promote'] as const).find((name) => options[name] && !job);
  if (jobOnly) throw new WrongUsage(`--${jobOnly} goes with --job; see verdict train --help.`);
}
