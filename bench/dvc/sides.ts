import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cost } from '../learn/measure-command.ts';
import { peer, verdictLauncher } from '../learn/places.ts';
import { BenchRefusal } from '../learn/refusal.ts';

export type Who = 'ours' | 'dvc';

/** The commands in the order in which they are run; the same words for both. */
export const steps = ['add', 'push', 'push again', 'add again', 'pull'] as const;
export type Step = (typeof steps)[number];

export interface Place {
  /** For everything of one run of one side. */
  readonly folder: string;
  readonly files: number;
  readonly remote: { readonly url: string; readonly settings: Readonly<Record<string, string>> };
  readonly python: string;
}

/** Small texts of 20 to 400 bytes, every one another, a hundred in a folder. */
export async function writeFiles(folder: string, files: number): Promise<void> {
  for (let at = 0; at < files; at++) {
    const below = join(folder, `${Math.floor(at / 100)}`.padStart(4, '0'));
    if (at % 100 === 0) await mkdir(below, { recursive: true });
    await writeFile(join(below, `${at}.txt`), `text ${at} ${'words '.repeat((at * 31) % 63)}\n`);
  }
}

/**
 * Runs all steps of one side in a fresh repository, and gives what each cost as whole commands. What it made stays until
 * the bench ends: a file system that has just freed so many files looks past them at every new one.
 */
export async function runSide(who: Who, place: Place): Promise<Readonly<Record<Step, Cost>>> {
  const first = join(place.folder, 'first');
  const second = join(place.folder, 'second');
  await mkdir(first, { recursive: true });
  const around = surroundings(place.folder);
  const quietly = (folder: string, program: string, ...args: string[]): string => {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd: folder,
      env: around,
      encoding: 'utf8',
    });
    if (error || status !== 0)
      throw new BenchRefusal(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr.slice(-600)}`);
    return stdout;
  };
  const connect = (folder: string): void => {
    const { url, settings } = place.remote;
    quietly(folder, 'dvc', 'remote', 'add', '--local', '--force', '--default', 'store', url);
    for (const [key, value] of Object.entries(settings))
      quietly(folder, 'dvc', 'remote', 'modify', '--local', 'store', key, value);
  };
  quietly(first, 'git', 'init', '--quiet');
  quietly(first, 'dvc', 'init', '--quiet');
  connect(first);
  await writeFiles(join(first, 'data'), place.files);

  const measure = async (folder: string, ...words: string[]): Promise<Cost> => {
    const report = join(place.folder, 'cost.json');
    const command = who === 'dvc' ? ['dvc', ...words] : [process.execPath, verdictLauncher, 'data', ...words];
    quietly(folder, place.python, peer('measured.py'), report, ...command);
    return JSON.parse(await readFile(report, 'utf8')) as Cost;
  };
  const costs = {
    add: await measure(first, 'add', 'data'),
    push: await measure(first, 'push'),
    'push again': await measure(first, 'push'),
    'add again': await measure(first, 'add', 'data'),
  };
  quietly(first, 'git', 'add', '--all');
  quietly(first, 'git', 'commit', '--quiet', '--message', 'data');
  quietly(place.folder, 'git', 'clone', '--quiet', first, second);
  connect(second);
  const pull = await measure(second, 'pull');
  assertSame(quietly, first, second);
  const pointer = await readFile(join(first, 'data.dvc'), 'utf8');
  if (!pointer.includes(`nfiles: ${place.files}\n`))
    throw new BenchRefusal(`data.dvc of ${who} does not hold ${place.files} files: ${pointer}`);
  return { ...costs, pull };
}

function assertSame(
  quietly: (folder: string, program: string, ...args: string[]) => string,
  first: string,
  second: string,
): void {
  quietly(first, 'diff', '--recursive', '--brief', join(first, 'data'), join(second, 'data'));
}

/** Nothing of this machine's user, and nothing that calls home. */
function surroundings(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    DVC_SITE_CACHE_DIR: join(folder, 'site'),
    DVC_NO_ANALYTICS: 'true',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'bench',
    GIT_AUTHOR_EMAIL: 'bench@localhost',
    GIT_COMMITTER_NAME: 'bench',
    GIT_COMMITTER_EMAIL: 'bench@localhost',
  };
}
