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

export function addDataCommands(program: Grammar, surroundings: Surroundings): void {
  const { command, around } = group(program, surroundings, {
    name: 'data',
    summary: 'keep labelled texts in versions that never change',
    examples: [
      'verdict data add reviews.csv',
      'verdict data log reviews',
      'verdict data diff reviews@1 reviews@2',
    ],
  });

  command('add', 'check, profile and freeze a file as the next version of a dataset', [
    'verdict data add reviews.csv',
    'verdict data add 2026-11.csv 2026-12.csv --name reviews --append --message "the winter\'s"',
  ])
    .usage('FILE… [options]')
    .argument(
      '<file...>',
      `${dataFile}; of several, each goes\nbehind the rows of those before, as a version of its own`,
    )
    .option('--name <dataset>', "the dataset's name (default: the first file's)")
    .option(...text)
    .option(...label)
    .option('--message <words>', 'what is new in it')
    .option('--append', 'put the rows behind those of the latest version')
    .option('--redact', 'replace addresses, phone, card and account numbers in the texts by words')
    .option(...json)
    .action(async (files: string[], options: Options & { append?: boolean; redact?: boolean }) => {
      const { addData } = await import('../commands/data/add.ts');
      const { name = null, message = null, append = false, redact = false } = options;
      const columns = { text: options.text ?? null, label: options.label ?? null };
      await addData({ files, name, message, append, redact, ...columns }, around(options));
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

  command('checkout', 'write the rows of a version to a file', [
    'verdict data checkout reviews@1 --out first.csv',
    'verdict data checkout reviews',
  ])
    .usage('NAME[@V] [options]')
    .argument('<version>', 'the version (default: the latest)')
    .option(
      '--out <file>',
      'a .csv, .tsv or .jsonl, or a .jsonl.gz for the bytes as they are kept\n(default: NAME-V.csv here)',
    )
    .option(...json)
    .action(async (version: string, options: Options) => {
      const { checkoutData } = await import('../commands/data/checkout.ts');
      await checkoutData({ version, out: options.out ?? null }, around(options));
    });

  command('verify', 'read a version again and compare it with its hashes', ['verdict data verify reviews@1'])
    .usage('NAME[@V] [options]')
    .argument('<version>', 'the version (default: the latest)')
    .option(...json)
    .action(async (version: string, options: Options) => {
      const { verifyData } = await import('../commands/data/verify.ts');
      await verifyData(version, around(options));
    });
}
