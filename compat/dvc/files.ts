import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Names and contents that are easily got wrong. */
export const sample: Readonly<Record<string, string | Buffer>> = {
  'images/a.bin': Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 256)),
  'images/empty': '',
  'images/deep/er/b.txt': 'one\r\ntwo\r\n',
  'images/deep/same as b.txt': 'one\r\ntwo\r\n',
  'images/Zebra.txt': 'capitals sort first\n',
  'images/größe ü.txt': 'umlauts\n',
  'images/日本.txt': 'another script\n',
  'images/emoji 🎬.txt': 'beyond the first plane\n',
  'images/ﬁrst plane.txt': 'and after it in code points, not in UTF-16\n',
  'images/"quoted".txt': 'escaped in JSON\n',
  'reviews.csv': `text,label\r\n${Array.from({ length: 40 }, (_, row) => `"A ${row % 2 ? 'fine' : 'dull'} film, number ${row}, with a ${row % 2 ? 'wonderful' : 'tedious'} plot",${row % 2 ? 'positive' : 'negative'}\r\n`).join('')}`,
};

export async function writeSample(folder: string, files = sample): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    // What is tracked already may be a read-only link.
    await chmod(path, 0o644).catch(() => {});
    await writeFile(path, content);
  }
}

/** All files below a folder with their bytes, as hex. */
export async function contentsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const pairs = files.map(async (path) => [relative(folder, path), (await readFile(path)).toString('hex')]);
  return Object.fromEntries(await Promise.all(pairs));
}

export async function assertSample(folder: string, files = sample): Promise<void> {
  for (const [name, content] of Object.entries(files))
    assert.ok((await readFile(join(folder, name))).equals(Buffer.from(content)), `${name} has other bytes`);
  const images = Object.keys(files).filter((name) => name.startsWith('images/'));
  assert.equal(Object.keys(await contentsOf(join(folder, 'images'))).length, images.length);
  assert.ok((await stat(join(folder, 'images'))).isDirectory());
}
