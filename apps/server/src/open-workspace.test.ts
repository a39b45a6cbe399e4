import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { openWorkspace } from './open-workspace.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdict-home-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a home that cannot be made is refused in a sentence that says what to do', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const home = join(file, 'home');
  await expect(openWorkspace(readConfig({}, { home }))).rejects.toMatchObject({
    code: 'WORKSPACE_UNUSABLE',
    message: expect.stringMatching(/ENOTDIR.*set VERDICT_HOME to another folder/),
  });
});
