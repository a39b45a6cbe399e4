import { type Grammar, json, type Options } from './command.ts';

export const remote = [
  '-r, --remote <name>',
  'a remote of the DVC repository (default: its core.remote)',
] as const;
export const jobs = [
  '-j, --jobs <n>',
  'so many transfers at the same time (default: as many as help)',
] as const;

const target = ['[target...]', '.dvc files, or files and folders that they track (default: all)'] as const;

type Flags = { readonly force?: boolean; readonly cloud?: boolean };

/** The commands of `data` that are about DVC repositories alone. */
export function addTrackedDataCommands({ command, around }: Grammar): void {
  command('push', 'carry tracked files to a remote of the DVC repository', [
    'verdict data push',
    'verdict data push images.dvc -r backup',
    'verdict data push reviews@3 --to data/reviews.csv',
  ])
    .usage('[TARGET…] [options]   or   NAME@V [--to FILE] [options]')
    .argument(
      '[target...]',
      `${target[1]};\nor a version on record, whose rows go into a file that is then tracked`,
    )
    .option(...remote)
    .option(...jobs)
    .option('--to <file>', 'of a version: the file in the repository (default: NAME.csv here)')
    .option('-f, --force', 'of a version: replace a file whose content is kept nowhere')
    .option(...json)
    .action(async (words: string[], options: Options & Flags) => {
      const { pushWords } = await import('../commands/data/push.ts');
      const { to = null, force = false } = options;
      await pushWords({ words, to, force, ...(await placeOf(options)) }, around(options));
    });

  command('pull', 'fetch tracked files from a remote, and write them', [
    'verdict data pull',
    'verdict data pull images -j 8',
  ])
    .usage('[TARGET…] [options]')
    .argument(...target)
    .option(...remote)
    .option(...jobs)
    .option('-f, --force', 'replace files whose content is kept nowhere')
    .option(...json)
    .action(async (targets: string[], options: Options & Flags) => {
      const { pullData } = await import('../commands/data/tracked/pull.ts');
      const { force = false } = options;
      await pullData({ targets, force, ...(await placeOf(options)) }, around(options));
    });

  command('fetch', 'fetch tracked files into the cache alone', [
    'verdict data fetch',
    'verdict data fetch images.dvc -r backup',
  ])
    .usage('[TARGET…] [options]')
    .argument(...target)
    .option(...remote)
    .option(...jobs)
    .option(...json)
    .action(async (targets: string[], options: Options) => {
      const { fetchData } = await import('../commands/data/tracked/fetch.ts');
      await fetchData({ targets, ...(await placeOf(options)) }, around(options));
    });

  command('status', 'say which tracked files changed, or what a remote lacks', [
    'verdict data status',
    'verdict data status --cloud',
  ])
    .usage('[TARGET…] [options]')
    .argument(...target)
    .option('-c, --cloud', 'compare the cache with the remote, not the files with their .dvc files')
    .option('-r, --remote <name>', 'with this one, and so --cloud')
    .option(...jobs)
    .option(...json)
    .action(async (targets: string[], options: Options & Flags) => {
      const { statusOfData } = await import('../commands/data/tracked/status.ts');
      const cloud = options.cloud === true || options.remote !== undefined;
      await statusOfData({ targets, cloud, ...(await placeOf(options)) }, around(options));
    });
}

async function placeOf(
  options: Options,
): Promise<{ readonly remote: string | null; readonly jobs: number | null }> {
  const { parseJobs } = await import('../commands/data/tracked/jobs.ts');
  return { remote: options.remote ?? null, jobs: parseJobs(options.jobs) };
}
