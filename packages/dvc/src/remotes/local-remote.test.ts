import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { all, describeRemote } from '../testing/remote-contract.ts';
import { localRemote } from './local-remote.ts';

const folders: string[] = [];
const newFolder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'verdict-remote-')));
  return folders.at(-1)!;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a remote in a folder', () => {
  describeRemote(async () => localRemote('here', newFolder()));

  test('a folder that is not there yet is empty, and is made by the first upload', async () => {
    const folder = join(newFolder(), 'deep', 'down');
    const remote = localRemote('here', folder);
    expect(await remote.existing(['files/md5/ab/cd'])).toEqual(new Set());
    expect(await all(remote.list('files/md5/'))).toEqual([]);
    await remote.upload([{ key: 'files/md5/ab/cd', path: import.meta.filename }]);
    expect(readdirSync(folder)).toEqual(['files']);
  });
});
