import { parseLimit } from '../commands/options.ts';
import {
  dataFile,
  type Grammar,
  group,
  json,
  label,
  limit,
  type Options,
  type Surroundings,
  text,
} from './command.ts';
import { addTrackedDataCommands, jobs, remote } from './tracked-data.ts';

export function addDataCommands(program: Grammar, surroundings: Surroundings): void {
  const { command, around } = group(program, surroundings, {
    name: 'data',
    summary: 'keep labelled texts in versions that never change, and files as DVC does',
    examples: [
      'verdict data add reviews.csv',
      'verdict data log reviews',
      'verdict data diff reviews@1 reviews@2',
      'verdict data pull                       (in a DVC repository)',
    ],
  });

  command('add', 'freeze a file as the next version of a dataset, or track it', [
    'verdict data add reviews.csv',
    'verdict data add 2026-11.csv 2026-12.csv --name reviews --append --message "the winter\'s"',
    'verdict data add images reviews.csv          (in a DVC repository: as dvc add)',
    'verdict data add reviews.csv --name reviews  (there: as dvc add, and on record)',
  ])
    .usage('PATH… [options]')
    .argument(
      '<path...>',
      `${dataFile}; of several, each goes\nbehind the rows of those before, as a version of its own;\nin a DVC repository any file or folder, which is then tracked there`,
    )
    .option(
      '--name <dataset>',
      "the dataset's name (default: the first file's); in a DVC\nrepository the file goes on record only with it",
    )
    .option('--no-dvc', 'on record alone, also in a DVC repository')
    .option(...text)
    .option(...label)
    .option('--message <words>', 'what is new in it')
    .option('--append', 'put the rows behind those of the latest version')
    .option('--redact', 'replace addresses, phone, card and account numbers in the texts by words')
    .option(...json)
    .action(async (files: string[], options: AddOptions) => {
      const { addData } = await import('../commands/data/add.ts');
      const { name = null, message = null, append = false, redact = false, dvc = true } = options;
      const columns = { text: options.text ?? null, label: options.label ?? null };
      await addData({ files, name, message, append, redact, noDvc: !dvc, ...columns }, around(options));
    });

  command('list', 'list the datasets', ['verdict data list'])
    .option(...limit)
    .option(...json)
    .action(async (options: Options) => {
      const { listData } = await import('../commands/data/list.ts');
      await listData(parseLimit(options.limit), around(options));
    });

  command('log', 'list the versions of a dataset, newest first', ['verdict data log reviews'])
    .usage('NAME [options]')
    .argument('<name>', 'the dataset')
    .option(...limit)
    .option(...json)
    .action(async (name: string, options: Options) => {
      const { logData } = await import('../commands/data/log.ts');
      await logData({ name, limit: parseLimit(options.limit) }, around(options));
    });

  command('show', 'show a version: its classes, profile, findings and sources', [
    'verdict data show reviews',
    'verdict data show reviews@1 --json',
  ])
    .usage('NAME[@V] [options]')
    .argument('<version>', 'the version (default: the latest)')
    .option(...json)
    .action(async (version: string, options: Options) => {
      const { showData } = await import('../commands/data/show.ts');
      await showData(version, around(options));
    });

  command('diff', 'count what was added, removed and relabelled between two versions', [
    'verdict data diff reviews@1 reviews@2',
    'verdict data diff reviews',
  ])
    .usage('NAME[@V] [NAME@V] [options]')
    .argument('<from>', 'the older version; NAME alone compares the latest with the one before')
    .argument('[to]', 'the newer one (default: the latest)')
    .option(...json)
    .action(async (from: string, to: string | undefined, options: Options) => {
      const { diffData } = await import('../commands/data/diff.ts');
      await diffData({ from, to: to ?? null }, around(options));
    });

  command('checkout', 'write the rows of a version, or tracked files, to the disk', [
    'verdict data checkout reviews@1 --out first.csv',
    'verdict data checkout reviews@latest',
    'verdict data checkout images.dvc             (in a DVC repository: as dvc checkout)',
  ])
    .usage('NAME@V [options]   or   [TARGET…] [options]')
    .argument(
      '[data...]',
      'a version on record; or, in a DVC repository, .dvc files, or files and\nfolders that they track (default: all)',
    )
    .option(
      '--out <file>',
      'of a version: a .csv, .tsv or .jsonl, or a .jsonl.gz for the bytes as they are\nkept (default: NAME-V.csv here)',
    )
    .option('-f, --force', 'replace files whose content is kept nowhere')
    .option(...json)
    .action(async (words: string[], options: Options & { force?: boolean }) => {
      const { checkoutData } = await import('../commands/data/checkout.ts');
      const { out = null, force = false } = options;
      await checkoutData({ words, out, force }, around(options));
    });

  command('verify', 'read a version, or tracked files, again and compare hashes', [
    'verdict data verify reviews@1',
    'verdict data verify                    (in a DVC repository: all of it on its remote)',
    'verdict data verify --cache',
  ])
    .usage('NAME@V [options]   or   [TARGET…] [options]')
    .argument(
      '[data...]',
      'a version on record; or, in a DVC repository, .dvc files, or files and\nfolders that they track (default: all)',
    )
    .option(...remote)
    .option('--cache', "the DVC repository's cache in place of a remote")
    .option('--presence', 'ask only whether each object is there, and read none')
    .option(...jobs)
    .option(...json)
    .action(async (words: string[], options: Options & { cache?: boolean; presence?: boolean }) => {
      const { verifyData } = await import('../commands/data/verify.ts');
      const { parseJobs } = await import('../commands/data/tracked/jobs.ts');
      const { cache = false, presence = false } = options;
      const place = { remote: options.remote ?? null, jobs: parseJobs(options.jobs) };
      await verifyData({ words, cache, presence, ...place }, around(options));
    });

  addTrackedDataCommands({ command, around });
}

type AddOptions = Options & {
  readonly append?: boolean;
  readonly redact?: boolean;
  readonly dvc?: boolean;
};
