import { type Grammar, json, type Options, required } from './command.ts';

export function addKeepingCommands({ command, around }: Grammar): void {
  command('backup', 'write the whole record to a file while it is in use', [
    'verdict backup --out record.tar',
  ])
    .usage('--out FILE [options]')
    .option('--out <file>', 'a .tar that is not there yet')
    .option(...json)
    .action(async (options: Options) => {
      const { runBackup } = await import('../commands/backup.ts');
      await runBackup(
        required(options.out, '--out', 'say where the backup goes with --out FILE'),
        around(options),
      );
    });

  command('restore', 'fill an empty workspace from a backup', [
    'VERDICT_HOME=./elsewhere verdict restore record.tar',
  ])
    .usage('FILE [options]')
    .argument('<file>', 'what verdict backup wrote')
    .option(...json)
    .action(async (file: string, options: Options) => {
      const { runRestore } = await import('../commands/restore.ts');
      await runRestore(file, around(options));
    });

  command('gc', 'remove for good what was deleted long ago, and bytes that nothing refers to any more', [
    'verdict gc --dry-run',
    'verdict gc --deleted-for 7d',
    'verdict gc --deleted-for 0s --older-than 0s',
  ])
    .option('--dry-run', 'count only')
    .option(
      '--deleted-for <span>',
      'runs, experiments and logged models that were deleted so long ago go for good (default: 30d)',
    )
    .option('--older-than <span>', 'only bytes that were put so long ago, as 1d, 12h or 2w (default: 1d)')
    .option(...json)
    .action(async (options: Options & { dryRun?: boolean; deletedFor?: string }) => {
      const { runGc } = await import('../commands/gc.ts');
      const { dryRun = false, deletedFor = null, olderThan = null } = options;
      await runGc({ dryRun, deletedFor, olderThan }, around(options));
    });
}
