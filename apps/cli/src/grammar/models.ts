import { parseExamples, parsePercent, parseRules } from '../commands/models/traffic-options.ts';
import { parseLimit } from '../commands/options.ts';
import { type Grammar, group, json, limit, type Options, required, type Surroundings } from './command.ts';

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

  for (const [mode, summary, example] of [
    ['shadow', 'let a version answer too, unheard, and compare', '--percent 50'],
    ['canary', 'let a version answer a share of the questions', '--percent 5'],
  ] as const) {
    command(mode, summary, [`verdict models ${mode} reviews@2 ${example}`])
      .usage(`NAME[@V] ${mode === 'canary' ? '--percent P ' : ''}[options]`)
      .argument('<challenger>', `${version} (default: the latest)`)
      .option(
        '--percent <p>',
        `of the questions that name no version${mode === 'shadow' ? ' (default: 100)' : '; again with more, and those who are in it stay'}`,
      )
      .option('--min-answers <n>', 'decide nothing before it was asked so often (default: 100)')
      .option('--max-failures <p>', 'stop when it fails at more, in percent, or any (default: 5)')
      .option('--max-slower <times>', 'stop when its p95 is longer than so many times, or any (default: 10)')
      .option('--max-behind <p>', 'stop when its accuracy is surely so far behind, in points (default: any)')
      .option(...json)
      .action(async (challenger: string, options: Options) => {
        const { tryModel } = await import('../commands/models/try.ts');
        const given = mode === 'shadow' ? (options.percent ?? '100') : options.percent;
        const percent = parsePercent(
          required(given, '--percent', 'say how much of the questions it answers, as --percent 5'),
        );
        await tryModel({ challenger, mode, percent, rules: parseRules(options) }, around(options));
      });
  }

  command('traffic', 'compare the challenger that is tried with the champion', [
    'verdict models traffic reviews',
    'verdict models traffic reviews --end',
  ])
    .usage('NAME [options]')
    .argument('<model>', 'the model')
    .option('--examples <n>', 'disagreements to show, at most 100 (default: 5)')
    .option('--end', 'end the trial, and take the alias challenger away')
    .option(...json)
    .action(async (model: string, options: Options & { end?: boolean }) => {
      const { showTraffic, endTrial } = await import('../commands/models/traffic.ts');
      if (options.end) await endTrial({ model }, around(options));
      else await showTraffic({ model, examples: parseExamples(options.examples) }, around(options));
    });

  command('abort', 'stop asking the challenger; the trial stays on record', [
    'verdict models abort reviews --reason "it is rude"',
  ])
    .usage('NAME [options]')
    .argument('<model>', 'the model')
    .option('--reason <words>', 'kept with the trial')
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { abortTrial } = await import('../commands/models/abort.ts');
      await abortTrial({ model, reason: options.reason ?? null }, around(options));
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
