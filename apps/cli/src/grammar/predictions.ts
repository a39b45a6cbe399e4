import { parseLimit } from '../commands/options.ts';
import { type Grammar, group, json, limit, type Options, type Surroundings } from './command.ts';

export function addPredictionCommands(program: Grammar, surroundings: Surroundings): void {
  const { command, around } = group(program, surroundings, {
    name: 'predictions',
    summary: 'look at what was predicted, and how often it was right',
    examples: [
      'verdict predictions list --model reviews --unsure',
      'verdict predictions show ID',
      'verdict predictions accuracy reviews',
    ],
  });

  command('list', 'list what was predicted, newest first', [
    'verdict predictions list --model reviews@3 --label negative --since 2h',
    'verdict predictions list --since 2026-11-01 --until 2026-11-08',
  ])
    .option('--model <name>', 'of this model only, or of a version of it, as reviews@3')
    .option('--label <class>', 'where the model said this only')
    .option('--unsure', 'where the model was unsure only')
    .option('--since <time>', 'made from then on: a span such as 2h or 7d, or a date')
    .option('--until <time>', 'made before then')
    .option(...limit)
    .option(...json)
    .action(async (options: Options & { unsure?: boolean }) => {
      const { listPredictions } = await import('../commands/predictions/list.ts');
      const { model = null, label = null, since = null, until = null } = options;
      const unsure = options.unsure === true;
      await listPredictions(
        { model, label, unsure, since, until, limit: parseLimit(options.limit) },
        around(options),
      );
    });

  command('show', 'show a prediction and the feedback on it', ['verdict predictions show ID'])
    .usage('ID [options]')
    .argument('<id>', 'as the answer gave it')
    .option(...json)
    .action(async (id: string, options: Options) => {
      const { showPrediction } = await import('../commands/predictions/show.ts');
      await showPrediction(id, around(options));
    });

  command('delete', 'delete a prediction with its text, for good', ['verdict predictions delete ID'])
    .usage('ID [options]')
    .argument('<id>', 'as the answer gave it')
    .option(...json)
    .action(async (id: string, options: Options) => {
      const { deletePrediction } = await import('../commands/predictions/delete.ts');
      await deletePrediction(id, around(options));
    });

  command('accuracy', 'say how often each version was right, where there is feedback', [
    'verdict predictions accuracy reviews --since 30d',
  ])
    .usage('MODEL [options]')
    .argument('<model>', 'its name')
    .option('--since <time>', 'of predictions made from then on: a span such as 2h or 7d, or a date')
    .option('--until <time>', 'made before then')
    .option(...json)
    .action(async (model: string, options: Options) => {
      const { sayAccuracy } = await import('../commands/predictions/accuracy.ts');
      const { since = null, until = null } = options;
      await sayAccuracy({ model, since, until }, around(options));
    });

  const feedback = program.command('feedback', 'say what would have been right', [
    'verdict feedback ID negative',
    'verdict feedback ID negative --comment "It was meant ironically."',
  ]);
  feedback
    .usage('ID LABEL [options]')
    .argument('<id>', 'of a prediction, as the answer gave it')
    .argument('<label>', 'one of the model’s classes')
    .option('--comment <text>', 'why, for whoever reads it later')
    .option(...json)
    .action(async (id: string, label: string, options: Options) => {
      const { giveFeedback } = await import('../commands/feedback.ts');
      await giveFeedback({ id, label, comment: options.comment ?? null }, program.around(options));
    });
}
