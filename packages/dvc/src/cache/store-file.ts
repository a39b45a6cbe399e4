import { constants, copyFileSync, createReadStream, createWriteStream, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileError } from '../files.ts';
import { hashFile } from '../hash/hash-file.ts';
import { md5Hasher } from '../hash/md5.ts';
import type { Cache } from './cache.ts';

/**
 * Puts a large file into the cache in one reading, and says what it hashes to. What is hashed is the copy, so
 * a file that changes meanwhile cannot get another's name. Where the disk can share blocks the copy costs none.
 */
export async function storeFile(
  cache: Cache,
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly oid: string; readonly isNew: boolean }> {
  const scratch = cache.newScratch();
  try {
    const oid = sharesBlocks(path, scratch)
      ? await hashFile(scratch, 'md5', signal)
      : await copyHashing(path, scratch, signal);
    const isNew = !(await cache.has({ oid, hashName: 'md5' }, signal));
    if (isNew) cache.accept(scratch, { oid, hashName: 'md5' });
    else rmSync(scratch, { force: true });
    return { oid, isNew };
  } catch (error) {
    rmSync(scratch, { force: true });
    throw fileError(path, error);
  }
}

function sharesBlocks(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    return false;
  }
}

async function copyHashing(from: string, to: string, signal: AbortSignal | undefined): Promise<string> {
  const hasher = md5Hasher();
  await pipeline(
    createReadStream(from, { highWaterMark: 2 ** 20 }),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hasher.update(piece);
        yield piece;
      }
    },
    createWriteStream(to, { flags: 'w', highWaterMark: 2 ** 22 }),
    ...(signal ? [{ signal }] : [{}]),
  );
  return hasher.digest('hex');
}
