import { parseLimit } from '../commands/options.ts';
import { type Grammar, json, limit, type Options } from './command.ts';

export function addEventCommand({ command, around }: Grammar): void {
  command('events', 'say who did what and when, newest first', [
    'verdict events',
    'verdict events --kind model --subject reviews',
  ])
    .option('--action <name>', 'of this action only, as model.promoted')
    .option(
      '--kind <noun>',
      'about this kind of thing only: dataset, run, model, traffic, prediction, job, account',
    )
    .option('--subject <name>', 'about this one only; takes --kind too')
    .option(...limit)
    .option(...json)
    .action(async (options: Options) => {
      const { listEvents } = await import('../commands/events.ts');
      const { action = null, kind = null, subject = null } = options;
      await listEvents({ action, kind, subject, limit: parseLimit(options.limit) }, around(options));
    });
}
