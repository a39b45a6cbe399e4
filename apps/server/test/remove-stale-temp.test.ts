import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeStaleTemp } from '../src/remove-stale-temp.ts';

test('what a killed process left goes after a day, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-stale-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [oldFolder, oldFile, young] = Array.from({ length: 3 }, () => `${randomUUID()}.part`);
  await mkdir(join(folder, oldFolder));
  await writeFile(join(folder, oldFolder, 'input'), 'x');
  for (const name of [oldFile, young, 'copy-of-a-model']) await writeFile(join(folder, name), 'x');
  for (const name of [oldFolder, oldFile, 'copy-of-a-model']) await utimes(join(folder, name), 1000, 1000);
  await removeStaleTemp(folder, Date.now());
  expect((await readdir(folder)).sort()).toEqual([young, 'copy-of-a-model'].sort());
  await removeStaleTemp(join(folder, 'nowhere'), Date.now());
});
