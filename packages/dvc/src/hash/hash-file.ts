import { type FileHandle, open } from 'node:fs/promises';
import { throwIfAborted } from '../errors.ts';
import type { HashName } from '../objects/object-key.ts';
import { dos2unix, legacyPieceBytes } from './dos2unix.ts';
import { md5Hasher, md5Of } from './md5.ts';

/** The hash that names these bytes, all of them at hand. */
export function hashBytes(bytes: Uint8Array, hashName: HashName): string {
  if (hashName === 'md5') return md5Of(bytes);
  const hasher = md5Hasher();
  for (let at = 0; at < bytes.length; at += legacyPieceBytes)
    hasher.update(dos2unix(bytes.subarray(at, at + legacyPieceBytes)));
  return hasher.digest('hex');
}

/** A file of any size, a piece at a time. */
export async function hashFile(path: string, hashName: HashName, signal?: AbortSignal): Promise<string> {
  const file = await open(path, 'r');
  try {
    const hasher = md5Hasher();
    for await (const piece of piecesOf(file, signal))
      hasher.update(hashName === 'md5' ? piece : dos2unix(piece));
    return hasher.digest('hex');
  } finally {
    await file.close();
  }
}

/** Pieces of exactly `legacyPieceBytes` but the last, in one buffer that the next piece overwrites. */
async function* piecesOf(file: FileHandle, signal: AbortSignal | undefined): AsyncIterable<Uint8Array> {
  const buffer = Buffer.allocUnsafe(legacyPieceBytes);
  for (let filled = 0; ; ) {
    throwIfAborted(signal);
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled);
    filled += bytesRead;
    if (bytesRead > 0 && filled < buffer.length) continue;
    if (filled > 0) yield buffer.subarray(0, filled);
    if (bytesRead === 0) return;
    filled = 0;
  }
}
