import { parseLimit } from '../commands/options.ts';
import { type Grammar, group, json, limit, type Options, type Surroundings } from './command.ts';

export function addRunCommands(program: Grammar, surroundings: Surroundings): void {
  const { command, around } = group(program, surroundings, {
    name: 'runs',
    summary: 'look at the trainings on record',
    examples: ['verdict runs list --order "metrics.accuracy desc"', 'verdict runs compare 5f0c 91ab'],
  });

  command('list', 'list runs, newest first', [
    'verdict runs list',
    'verdict runs list --filter "metrics.accuracy > 0.9 and params.recipe = \'nb-logreg\'"',
    'verdict runs list --experiment recipes --order "metrics.macro_f1 desc" --limit 5',
  ])
    .option('--filter <condition>', 'as "metrics.accuracy > 0.9 and params.recipe = \'nb-logreg\'"')
    .option('--order <key>', 'as "metrics.accuracy desc" (default: newest first)')
    .option('--experiment <name>', 'of this experiment only')
    .option(...limit)
    .option(...json)
    .action(async (options: Options) => {
      const { listRuns } = await import('../commands/runs/list.ts');
      const { filter = null, order = null, experiment = null } = options;
      await listRuns({ filter, order, experiment, limit: parseLimit(options.limit) }, around(options));
    });

  command('show', 'show a run: parameters, metrics, data, files and models', ['verdict runs show 5f0c'])
    .usage('RUN [options]')
    .argument('<run>', 'its id, the beginning of it, or NAME@V of a model that came out of it')
    .option(...json)
    .action(async (run: string, options: Options) => {
      const { showRun } = await import('../commands/runs/show.ts');
      await showRun(run, around(options));
    });

  command('fetch', 'write a file that a run has left behind', [
    'verdict runs fetch 5f0c report/roc.png',
    'verdict runs fetch reviews@2 report/errors.csv --out wrong.csv',
  ])
    .usage('RUN PATH [options]')
    .argument('<run>', 'its id, the beginning of it, or NAME@V of a model that came out of it')
    .argument('<path>', 'the file, as "verdict runs show" lists it')
    .option('--out <file>', "where it goes (default: the file's name, here)")
    .option(...json)
    .action(async (run: string, path: string, options: Options) => {
      const { fetchFromRun } = await import('../commands/runs/fetch.ts');
      await fetchFromRun({ run, path, out: options.out ?? null }, around(options));
    });

  command('compare', 'show where runs differ, side by side', [
    'verdict runs compare reviews@1 reviews@2',
    'verdict runs compare 5f0c 91ab',
  ])
    .usage('RUN RUN… [options]')
    .argument('<run...>', 'two or more, each an id, the beginning of one, or NAME@V of a model')
    .option(...json)
    .action(async (runs: string[], options: Options) => {
      const { compareRuns } = await import('../commands/runs/compare.ts');
      await compareRuns(runs, around(options));
    });
}
