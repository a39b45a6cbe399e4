import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRepository } from '../repository/open-repository.ts';
import type { Repository } from '../repository/repository.ts';

/** A DVC repository as `dvc init` leaves it, in git, with a remote `here` in a folder beside it. */
export interface TestRepository {
  readonly root: string;
  readonly remoteFolder: string;
  readonly open: () => Promise<Repository>;
  readonly put: (name: string, content: string | Uint8Array, mode?: number) => string;
  readonly text: (name: string) => string;
  readonly remove: () => void;
}

export function makeRepository(options: { readonly config?: string } = {}): TestRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'verdict-dvc-')));
  const root = join(folder, 'work');
  mkdirSync(join(root, '.dvc'), { recursive: true });
  execFileSync('git', ['init', '-q', root]);
  const put = (name: string, content: string | Uint8Array, mode?: number): string => {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if (mode !== undefined) chmodSync(path, mode);
    return path;
  };
  put('.dvc/.gitignore', '/config.local\n/tmp\n/cache\n');
  put(
    '.dvc/config',
    options.config ?? '[core]\n    remote = here\n[\'remote "here"\']\n    url = ../../remote\n',
  );
  return {
    root,
    remoteFolder: join(folder, 'remote'),
    open: () =>
      openRepository(root, { global: join(folder, 'none'), system: join(folder, 'none'), home: folder }),
    put,
    text: (name) => readFileSync(join(root, name), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
