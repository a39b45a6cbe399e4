import { dirname, join, resolve } from 'node:path';
import { type Added, add } from '@verdict/dvc';
import type { Around } from '../../../record/with-record.ts';
import { count } from '../../../terminal/numbers.ts';
import type { Say } from '../../../terminal/say.ts';
import { visible } from '../../../terminal/visible.ts';
import { size } from './transfer.ts';
import { withRepository } from './with-repository.ts';

/** Of the working folder, where people type. */
export type AddedHere = Added;

export function addTracked(paths: readonly string[], around: Around): Promise<readonly AddedHere[]> {
  return withRepository(around, async ({ repository, options, shown }) => {
    const added = await add(
      repository,
      paths.map((path) => resolve(path)),
      options,
    );
    return added.map((one) => ({ ...one, path: shown(one.path), dvcFile: shown(one.dvcFile) }));
  });
}

export function addedJson(added: readonly AddedHere[]): readonly object[] {
  return added.map(({ path, dvcFile, md5, sizeBytes, files, filesStored, isChanged }) => ({
    path,
    dvc_file: dvcFile,
    md5,
    bytes: sizeBytes,
    files: files ?? null,
    files_stored: filesStored,
    changed: isChanged,
  }));
}

export function sayAdded(say: Say, added: readonly AddedHere[]): void {
  for (const { dvcFile, md5, sizeBytes, files, isChanged } of added) {
    const what = files === undefined ? '' : `${count(files)} ${files === 1 ? 'file' : 'files'}, `;
    const same = isChanged ? '' : say.paint('dim', '  unchanged');
    say.line(`${say.paint(['bold', 'green'], visible(dvcFile))}  ${what}${size(sizeBytes)}${same}`);
    say.line(say.paint('dim', `  ${md5}`));
  }
  if (added.some(({ isChanged }) => isChanged))
    say.line(`${say.paint('dim', 'next:')} git add ${forGit(added)}, then verdict data push`);
}

const mostNames = 3;

/** The files that belong into a commit; of many, their kinds. */
function forGit(added: readonly AddedHere[]): string {
  const names = added.map(({ dvcFile }) => visible(dvcFile));
  const ignored = new Set(names.map((name) => join(dirname(name), '.gitignore')));
  return names.length > mostNames ? "'*.dvc' '*.gitignore'" : [...names, ...ignored].join(' ');
}
