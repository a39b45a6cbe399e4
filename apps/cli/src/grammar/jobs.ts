import { parseLimit } from '../commands/options.ts';
import { type Grammar, group, json, limit, type Options, type Surroundings } from './command.ts';

export function addJobCommands(program: Grammar, surroundings: Surroundings): void {
  const { command, around } = group(program, surroundings, {
    name: 'jobs',
    summary: 'look at the work that workers do, and stop it',
    examples: ['verdict jobs list', 'verdict jobs show ID --follow', 'verdict jobs cancel ID'],
  });

  command('list', 'list jobs, newest first', ['verdict jobs list --state failed'])
    .option('--state <state>', 'queued, running, done, failed or cancelled only')
    .option(...limit)
    .option(...json)
    .action(async (options: Options) => {
      const { listJobs } = await import('../commands/jobs/list.ts');
      await listJobs({ state: options.state ?? null, limit: parseLimit(options.limit) }, around(options));
    });

  command('show', 'show a job', ['verdict jobs show ID', 'verdict jobs show ID --follow'])
    .usage('JOB [options]')
    .argument('<job>', 'its id, or the beginning of it')
    .option('--follow', 'wait for its end and show how far it is')
    .option(...json)
    .action(async (job: string, options: Options & { follow?: boolean }) => {
      const { showJob } = await import('../commands/jobs/show.ts');
      await showJob({ job, follow: options.follow === true }, around(options));
    });

  command('cancel', 'ask a job to stop', ['verdict jobs cancel ID'])
    .usage('JOB [options]')
    .argument('<job>', 'its id, or the beginning of it')
    .option(...json)
    .action(async (job: string, options: Options) => {
      const { cancelJob } = await import('../commands/jobs/cancel.ts');
      await cancelJob(job, around(options));
    });
}
