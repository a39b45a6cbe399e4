import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = /(^|\/)(testing|fixtures)\/|\.test\.[jt]s$/;

/**
 * Which learning code made a model: SHA-256 over the sources of `@verdict/learn` in order of their paths, each
 * as path, length and content. Tests and what only they use do not count.
 */
export async function learnOrigin(): Promise<string> {
  const root = dirname(fileURLToPath(import.meta.resolve('@verdict/learn')));
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !beside.test(path))
    .sort();
  const contents = await Promise.all(paths.map((path) => readFile(join(root, path))));
  const hash = createHash('sha256');
  for (const [index, path] of paths.entries()) {
    hash.update(`${path}\n${contents[index].length}\n`).update(contents[index]);
  }
  return hash.digest('hex');
}
