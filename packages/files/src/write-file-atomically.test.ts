import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeTempFolder, type TempFolder } from './testing/temp-folder.ts';
import { notWritable, writeFileAtomically } from './write-file-atomically.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = makeTempFolder();
});
afterEach(() => folder.remove());

describe('a file is written whole or not at all', () => {
  test('from bytes, from text and from pieces as they come', async () => {
    const path = join(folder.path, 'a.bin');
    async function* pieces() {
      yield 'é';
      yield Buffer.from('b');
    }
    for (const content of [Buffer.from('éb'), 'éb', ['é', Buffer.from('b')], pieces()]) {
      await writeFileAtomically(path, content);
      expect(readFileSync(path, 'utf8')).toBe('éb');
      expect(readdirSync(folder.path)).toEqual(['a.bin']);
    }
  });

  test('and shows nothing of itself before it is whole', async () => {
    const path = folder.put('a.txt', 'before');
    async function* pieces() {
      yield 'after';
      expect(readFileSync(path, 'utf8')).toBe('before');
    }
    await writeFileAtomically(path, pieces());
    expect(readFileSync(path, 'utf8')).toBe('after');
  });

  test('and leaves what stood there when its pieces fail or it is stopped', async () => {
    const path = folder.put('a.txt', 'before');
    const failure = new Error('the pieces broke');
    async function* failing() {
      yield 'half';
      throw failure;
    }
    await expect(writeFileAtomically(path, failing())).rejects.toBe(failure);

    const controller = new AbortController();
    async function* stopped() {
      yield 'half';
      controller.abort();
      yield 'more';
    }
    const { signal } = controller;
    await expect(writeFileAtomically(path, stopped(), { signal })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder.path)).toEqual(['a.txt']);
  });

  test('and is refused where the folder is missing or the path is a folder', async () => {
    const missing = join(folder.path, 'none', 'a.txt');
    await expect(writeFileAtomically(missing, 'a')).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    mkdirSync(join(folder.path, 'inner'));
    await expect(writeFileAtomically(join(folder.path, 'inner'), 'a')).rejects.toMatchObject({
      code: 'IS_DIRECTORY',
    });
    expect(readdirSync(folder.path)).toEqual(['inner']);
  });

  test.skipIf(!existsSync('/dev/full'))(
    'and says when the disk is full, without replacing a device',
    async () => {
      await expect(writeFileAtomically('/dev/full', 'a')).rejects.toMatchObject({
        code: 'DISK_FULL',
        canRetry: true,
      });
      expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
    },
  );
});

test.each([
  ['ENOENT', 'FOLDER_MISSING'],
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EACCES', 'NOT_WRITABLE'],
  ['EROFS', 'NOT_WRITABLE'],
  ['EIO', 'NOT_WRITABLE'],
])('what the system calls %s is called %s, in one sentence with the path', (system, code) => {
  const cause = Object.assign(new Error('i/o'), { code: system });
  const error = notWritable('/data/out.csv', cause);
  expect(error).toMatchObject({ code, cause });
  expect(error.message).toMatch(/^[^\n]*out\.csv[^\n]*[^.]\.$/);
});
