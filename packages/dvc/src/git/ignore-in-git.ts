import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileError, isMissing } from '../files.ts';
import { isGitIgnored } from './git-rules.ts';

/** Sees to it that git leaves the data alone; the `.gitignore` that was changed for it, if any was. */
export function ignoreInGit(gitRoot: string, path: string): string | undefined {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isGitIgnored(gitRoot, path, isFolder)) return undefined;
  const file = join(dirname(path), '.gitignore');
  const entry = `/${basename(path).replace(/[\\[\]!*#?]/g, '\\$&')}`;
  const text = textOf(file);
  if (text.split('\n').includes(entry)) return undefined;
  try {
    appendFileSync(file, `${text === '' || text.endsWith('\n') ? '' : '\n'}${entry}\n`);
  } catch (error) {
    throw fileError(file, error);
  }
  return file;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '';
    throw fileError(file, error);
  }
}
