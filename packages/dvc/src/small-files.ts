import { closeSync, constants, copyFileSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Up to this a file is read in one go, and its bytes are at hand to be hashed and written. */
export const smallBytes = 2 ** 20;

/** One buffer for all small files: what is read is good until the next is. */
const shared = Buffer.allocUnsafeSlow(smallBytes + 1);

/** The whole of a small file in four system calls; null where it is larger. Good until the next call. */
export function readSmall(path: string): Buffer | null {
  const file = openSync(path, 'r');
  try {
    let filled = 0;
    while (filled < shared.length) {
      const read = readSync(file, shared, filled, shared.length - filled, null);
      if (read === 0) return shared.subarray(0, filled);
      filled += read;
    }
    return null;
  } finally {
    closeSync(file);
  }
}

/** A new file, with rights that it gets at birth and no second call for them. */
export function writeNew(path: string, bytes: Uint8Array, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
  } finally {
    closeSync(file);
  }
}

/** By way of memory a small file costs half of what the system's own copying does; a large one shares its blocks where it can. */
export function copyNew(from: string, to: string, mode: number): void {
  try {
    const bytes = readSmall(from);
    if (bytes) writeNew(to, bytes, mode);
    else copyFileSync(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(to, { force: true });
    throw error;
  }
}
