import { parseLimit } from '../commands/options.ts';
import { type Grammar, group, json, limit, type Options, required, type Surroundings } from './command.ts';

const secret = 'A password is asked for without showing it, or read from standard input.';

export function addAccountCommands(program: Grammar, surroundings: Surroundings): void {
  const accounts = group(program, surroundings, {
    name: 'accounts',
    summary: 'keep the accounts of those who may use the server',
    examples: ['verdict accounts add ann --role editor', 'verdict accounts change ann --disable'],
  });

  accounts
    .command('list', 'list the accounts', ['verdict accounts list'])
    .option(...limit)
    .option(...json)
    .action(async (options: Options) => {
      const { listAccounts } = await import('../commands/accounts/list.ts');
      await listAccounts(parseLimit(options.limit), accounts.around(options));
    });

  accounts
    .command('add', 'add an account', [
      'verdict accounts add ann --role editor',
      'verdict accounts add ci --role viewer --no-password',
    ])
    .usage('NAME --role ROLE [options]')
    .argument('<name>', 'what it is called')
    .option('--role <role>', 'viewer, editor or admin')
    .option('--no-password', 'none: it signs in with keys only')
    .option(...json)
    .addHelpText('after', `\n${secret}`)
    .action(async (name: string, options: Options & { password: boolean }) => {
      const { addAccount } = await import('../commands/accounts/add.ts');
      const role = required(options.role, '--role', 'say what it may do with --role viewer, editor or admin');
      await addAccount({ name, role, password: options.password }, accounts.around(options));
    });

  accounts
    .command('change', 'change what an account may do, or its password', [
      'verdict accounts change ann --role admin',
      'verdict accounts change ann --password',
      'verdict accounts change ann --disable',
    ])
    .usage('NAME [options]')
    .argument('<name>', 'the account')
    .option('--role <role>', 'viewer, editor or admin')
    .option('--password', 'ask for a new password')
    .option('--disable', 'refuse it from now on, and its keys')
    .option('--enable', 'take it in again')
    .option(...json)
    .addHelpText('after', `\n${secret}`)
    .action(
      async (
        name: string,
        options: Options & { disable?: boolean; enable?: boolean; password?: boolean },
      ) => {
        const { changeAccount } = await import('../commands/accounts/change.ts');
        const { role = null, disable = false, enable = false, password = false } = options;
        await changeAccount({ name, role, disable, enable, password }, accounts.around(options));
      },
    );

  const keys = group(program, surroundings, {
    name: 'keys',
    summary: 'make and revoke the keys that programs use',
    examples: [
      'verdict keys add site --account ann --scopes predict --expires 90d',
      'verdict keys revoke ID',
    ],
  });

  keys
    .command('list', 'list the keys; their secrets are kept nowhere', ['verdict keys list'])
    .option(...limit)
    .option(...json)
    .action(async (options: Options) => {
      const { listKeys } = await import('../commands/keys/list.ts');
      await listKeys(parseLimit(options.limit), keys.around(options));
    });

  keys
    .command('add', 'make a key, and print it this once', [
      'verdict keys add site --account ann --scopes predict --expires 90d',
      'verdict keys add ci --account ci --scopes read,write',
      'verdict keys add infer --account ada --scopes serve',
    ])
    .usage('NAME --scopes LIST [options]')
    .argument('<name>', 'what it is for')
    .option('--scopes <list>', 'predict, read, write, promote, admin or serve, with commas between them')
    .option('--account <name>', 'whose it is (default: the caller, who on this machine alone is none)')
    .option('--expires <span>', 'when it ends, as 90d, 12h or 2w (default: never)')
    .option(...json)
    .action(async (name: string, options: Options) => {
      const { addKey } = await import('../commands/keys/add.ts');
      const scopes = required(
        options.scopes,
        '--scopes',
        'say what the key is for with --scopes predict or more',
      );
      const { account = null, expires = null } = options;
      await addKey({ name, scopes, account, expires }, keys.around(options));
    });

  keys
    .command('revoke', 'end a key at once', ['verdict keys revoke ID'])
    .usage('KEY [options]')
    .argument('<key>', 'its id, or the beginning of it')
    .option(...json)
    .action(async (key: string, options: Options) => {
      const { revokeKey } = await import('../commands/keys/revoke.ts');
      await revokeKey(key, keys.around(options));
    });
}
