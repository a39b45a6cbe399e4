import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderBlobs } from '../src/index.ts';
import { bytesOf, textOf } from '../src/testing/index.ts';

describe('blobs in a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-blobs-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const pathOf = (home: string, sha256: string): string =>
    join(home, 'sha256', sha256.slice(0, 2), sha256.slice(2));

  it('lie under their hash, read-only, and nothing is left in tmp', async () => {
    const home = join(folder, 'lie');
    const blobs = await folderBlobs(home);
    const { sha256 } = await blobs.put(bytesOf('good film'));
    expect(await readFile(pathOf(home, sha256), 'utf8')).toBe('good film');
    expect((await stat(pathOf(home, sha256))).mode & 0o777).toBe(0o444);
    await expect(blobs.put(bytesOf('x'), { expect: { bytes: 2 } })).rejects.toThrow();
    expect(await readdir(join(home, 'tmp'))).toEqual([]);
  });

  it.each([
    ['a bit turned', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte)))],
    ['the end lost', (bytes: Buffer) => bytes.subarray(0, 20)],
    ['everything lost', () => Buffer.alloc(0)],
    ['something behind', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
  ])('never end for their reader with %s', async (_, rot) => {
    const home = join(folder, 'rot');
    const blobs = await folderBlobs(home);
    const text = 'a text of thirty characters or so';
    const { sha256 } = await blobs.put(bytesOf(text));
    const path = pathOf(home, sha256);
    await chmod(path, 0o644);
    await writeFile(path, rot(Buffer.from(text)));
    await expect(textOf(await blobs.get(sha256))).rejects.toMatchObject({ code: 'BLOB_DAMAGED' });
    await blobs.put(bytesOf(text));
    expect(await textOf(await blobs.get(sha256))).toBe(text);
  });

  it('leave no handle open behind a reader that never began', async () => {
    const home = join(folder, 'handles');
    const blobs = await folderBlobs(home);
    const { sha256 } = await blobs.put(bytesOf('good film'));
    const handles = async () => (await readdir('/proc/self/fd')).length;
    const before = await handles();
    for (let index = 0; index < 50; index++) {
      const reading = await blobs.get(sha256);
      reading.destroy();
      await new Promise((resolve) => reading.once('close', resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await handles()).toBeLessThan(before + 10);
  });

  it('take away at start what was half written a day ago, and nothing younger', async () => {
    const home = join(folder, 'stale');
    await mkdir(join(home, 'tmp'), { recursive: true });
    await writeFile(join(home, 'tmp', 'old.tmp'), 'x');
    await writeFile(join(home, 'tmp', 'young.tmp'), 'x');
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    await utimes(join(home, 'tmp', 'old.tmp'), twoDaysAgo, twoDaysAgo);
    await folderBlobs(home);
    expect(await readdir(join(home, 'tmp'))).toEqual(['young.tmp']);
  });

  it('pass over files that are none of theirs', async () => {
    const home = join(folder, 'foreign');
    const blobs = await folderBlobs(home);
    await mkdir(join(home, 'sha256', 'ab'));
    await writeFile(join(home, 'sha256', 'ab', 'notes.txt'), 'x');
    await writeFile(join(home, 'sha256', 'README'), 'x');
    for await (const blob of blobs.list()) expect(blob).toBe('nothing');
  });

  it('say what is wrong with the folder', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(folderBlobs(join(folder, 'file'))).rejects.toMatchObject({ code: 'BLOB_STORE_FAILED' });
    const home = join(folder, 'gone');
    const blobs = await folderBlobs(home);
    await rm(home, { recursive: true });
    await expect(blobs.put(bytesOf('x'))).rejects.toMatchObject({
      code: 'BLOB_STORE_FAILED',
      message: expect.stringContaining(home),
    });
  });

  it('say that the disk is full, keep what they had, and go on when there is room', async () => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', disk], { stdio: 'ignore' });
    } catch {
      // Only root may mount. What becomes of ENOSPC is then held by the table in blob-failures.test.ts.
      return;
    }
    try {
      const blobs = await folderBlobs(disk);
      const { sha256 } = await blobs.put(bytesOf('was here before'));
      const large = Buffer.alloc(2 << 20, 'x');
      await expect(blobs.put(bytesOf(large, 65_536))).rejects.toMatchObject({
        code: 'BLOB_STORE_FAILED',
        message: expect.stringContaining('full'),
      });
      expect(await readdir(join(disk, 'tmp'))).toEqual([]);
      expect(await textOf(await blobs.get(sha256))).toBe('was here before');
      await blobs.put(bytesOf(large.subarray(0, 500_000), 65_536));
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      await expect(blobs.put(bytesOf('x'))).rejects.toMatchObject({
        code: 'BLOB_STORE_FAILED',
        message: expect.stringContaining('EROFS'),
      });
      expect(await textOf(await blobs.get(sha256))).toBe('was here before');
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
