import { parseLimit } from '../commands/options.ts';
import { type Grammar, group, json, limit, type Options, type Surroundings } from './command.ts';

const version = 'NAME, NAME@3 or NAME@ALIAS';

export function addModelCommands(program: Grammar, surroundings: Surroundings): void {
  const { command, around } = group(program, surroundings, {
    name: 'models',
    summary: 'look at models, judge them, and decide which one is in service',
    examples: ['verdict models list', 'verdict models promote reviews@2', 'verdict models rollback reviews'],
  });

  command('list', 'list the models', ['verdict models list'])
    .option(...limit)
    .option(...json)
    .action(async (options: Options) => {
      const { listModels } = await import('../commands/models/list.ts');
      await listModels(parseLimit(options.limit), around(options));
    });

  command('show', 'show a model with its versions, or one version', [
    'verdict models show reviews',
    'verdict models show reviews@2',
  ])
    .usage('NAME[@V] [options]')
    .argument('<model>', version)
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { showModel } = await import('../commands/models/show.ts');
      await showModel(model, around(options));
    });

  command('card', 'write the model card of a version, a page for a browser, to a file', [
    'verdict models card reviews',
    'verdict models card reviews@2 --out card.html',
  ])
    .usage('NAME[@V] [options]')
    .argument('<version>', `${version} (NAME alone: the one in service)`)
    .option('--out <file>', 'where it goes (default: NAME-V.html here)')
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { cardOfModel } = await import('../commands/models/card.ts');
      await cardOfModel({ model, out: options.out ?? null }, around(options));
    });

  command('add', 'register a model file as the next version', [
    'verdict models add reviews-1.verdict',
    'verdict models add small.verdict --name reviews --description "made smaller"',
  ])
    .usage('FILE [options]')
    .argument('<file>', 'a model file')
    .option('--name <model>', "the model's name (default: the file's, without its version)")
    .option('--run <run>', 'the run that made it')
    .option('--description <words>', 'what it is')
    .option(...json)
    .action(async (file: string, options: Options) => {
      const { addModel } = await import('../commands/models/add.ts');
      const { name = null, run = null, description = null } = options;
      await addModel({ file, name, run, description }, around(options));
    });

  command('compare', 'show versions side by side', [
    'verdict models compare reviews@1 reviews@2',
    'verdict models compare reviews@champion reviews@latest',
  ])
    .usage('NAME@V NAME@V… [options]')
    .argument('<version...>', 'two or more versions')
    .option(...json)
    .action(async (versions: string[], options: Options) => {
      const { compareModels } = await import('../commands/models/compare.ts');
      await compareModels(versions, around(options));
    });

  command('judge', 'compare a version with the one in service, and move nothing', [
    'verdict models judge reviews@2',
    'verdict models judge reviews@2 --against 1 --on reviews@3',
  ])
    .usage('NAME[@V] [options]')
    .argument('<candidate>', `${version} (default: the latest)`)
    .option('--against <v>', 'compare with this version (default: the champion)')
    .option('--on <name@v>', 'rows to judge on (default: those that the training held out)')
    .option(...json)
    .action(async (candidate: string, options: Options) => {
      const { judgeModel } = await import('../commands/models/judge.ts');
      const { against = null, on = null } = options;
      await judgeModel({ candidate, against, on }, around(options));
    });

  command('promote', 'put a version in service if the judge lets it pass', [
    'verdict models promote reviews@2',
    'verdict models promote reviews@2 --force --reason "the old one leaks names"',
  ])
    .usage('NAME[@V] [options]')
    .argument('<candidate>', `${version} (default: the latest)`)
    .option('--on <name@v>', 'rows to judge on (default: those that the training held out)')
    .option('--force', 'move it whatever the judge says; needs --reason')
    .option('--reason <words>', 'kept with the move')
    .option(...json)
    .action(async (candidate: string, options: Options & { force?: boolean }) => {
      const { promoteModel } = await import('../commands/models/promote.ts');
      const { on = null, reason = null, force = false } = options;
      await promoteModel({ candidate, on, reason, force }, around(options));
    });

  command('rollback', 'put the version back in service that was there before', [
    'verdict models rollback reviews',
  ])
    .usage('NAME [options]')
    .argument('<model>', 'the model')
    .option('--reason <words>', 'kept with the move')
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { rollbackModel } = await import('../commands/models/rollback.ts');
      await rollbackModel({ model, reason: options.reason ?? null }, around(options));
    });

  command('chain', 'show what a version comes from: commit, data, run, version', [
    'verdict models chain reviews@2',
  ])
    .usage('NAME[@V] [options]')
    .argument('<version>', `${version} (NAME alone: the one in service)`)
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { chainOfModel } = await import('../commands/models/chain.ts');
      await chainOfModel(model, around(options));
    });

  command('rebuild', 'make the bytes of a version again from its rows and recipe, and compare', [
    'verdict models rebuild reviews@2',
    'verdict models rebuild reviews@2 --out again.verdict',
  ])
    .usage('NAME[@V] [options]')
    .argument('<version>', `${version} (NAME alone: the one in service)`)
    .option('--out <file>', 'keep what was made')
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { rebuildModel } = await import('../commands/models/rebuild.ts');
      await rebuildModel({ model, out: options.out ?? null }, around(options));
    });
}
