import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ConfigFolders } from '../config/config-folders.ts';
import { loadConfig } from '../config/load-config.ts';
import { DvcError } from '../errors.ts';
import type { Repository } from './repository.ts';

/** The root of the DVC repository that the folder lies in, or undefined. */
export function findRepository(folder: string): string | undefined {
  return climb(resolve(folder), (at) => isFolder(join(at, '.dvc')));
}

export async function openRepository(folder: string, folders: ConfigFolders): Promise<Repository> {
  const found = findRepository(folder);
  if (found === undefined)
    throw new DvcError(
      'REPOSITORY_MISSING',
      `${resolve(folder)} lies in no DVC repository; go into one, or make one with \`dvc init\`.`,
    );
  const root = realpathSync(found);
  const dvcFolder = join(root, '.dvc');
  const config = loadConfig(dvcFolder, folders);
  return {
    root,
    dvcFolder,
    cacheFolder: config.cacheFolder ?? join(dvcFolder, 'cache'),
    // In a work tree or a submodule `.git` is a file.
    gitRoot: config.hasNoGit ? undefined : climb(root, (at) => existsSync(join(at, '.git'))),
    config,
  };
}

function climb(folder: string, isFound: (folder: string) => boolean): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (isFound(at)) return at;
    if (at === dirname(at)) return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
