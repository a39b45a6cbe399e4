import type { HashName } from '../objects/object-key.ts';
import { dos2unix, legacyPieceBytes } from './dos2unix.ts';
import { md5Hasher } from './md5.ts';

/** Hashes what arrives in pieces of any size. */
export async function hashPieces(
  pieces: AsyncIterable<Uint8Array>,
  hashName: HashName,
  onBytes: (bytes: number) => void = () => {},
): Promise<string> {
  const hasher = md5Hasher();
  // The hash of DVC 2 depends on where its pieces begin, so they are put together anew.
  const buffer = hashName === 'md5' ? null : Buffer.allocUnsafe(legacyPieceBytes);
  let filled = 0;
  for await (const piece of pieces) {
    onBytes(piece.length);
    if (buffer === null) {
      hasher.update(piece);
      continue;
    }
    for (let at = 0; at < piece.length; ) {
      const taken = Math.min(piece.length - at, buffer.length - filled);
      buffer.set(piece.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled === buffer.length) {
        hasher.update(dos2unix(buffer));
        filled = 0;
      }
    }
  }
  if (buffer !== null && filled > 0) hasher.update(dos2unix(buffer.subarray(0, filled)));
  return hasher.digest('hex');
}
