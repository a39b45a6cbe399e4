import type { Folder } from './verdict.ts';

export interface CommandHelp {
  /** "data add"; empty for the program itself. */
  readonly name: string;
  readonly help: string;
  /** Names of the commands under it. */
  readonly commands: readonly string[];
  readonly options: readonly string[];
}

/** Every command with its help page, as the program tells them, depth first. */
export async function allCommands({ verdict }: Folder, name = ''): Promise<CommandHelp[]> {
  const { stdout: help } = await verdict([...name.split(' ').filter(Boolean), '--help']);
  const [, listed = ''] = help.split('Commands:\n');
  const commands = [...listed.split('\n\n')[0].matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, command]) => command)
    .filter((command) => command !== 'help');
  const [, options = ''] = help.split('Options:\n');
  const own = {
    name,
    help,
    commands,
    options: [...options.split('\n\n')[0].matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(
      ([, option]) => option,
    ),
  };
  const below = await Promise.all(
    commands.map((command) =>
      allCommands({ verdict } as Folder, name === '' ? command : `${name} ${command}`),
    ),
  );
  return [own, ...below.flat()];
}
