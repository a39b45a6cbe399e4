import type { Crew } from '../crew.ts';
import { hashGram } from './hash-gram.ts';
import type { TokenStream } from './token-stream.ts';

/** Hash of a gram from the hash of the gram before its last token and that token's hash. */
export function extendHash(prefixHash: number, tokenHash: number): number {
  return hashGram(prefixHash, tokenHash);
}

/** The high bits of a hash, which are mixed best, as a column. */
export function hashedColumn(hash: number, bits: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - bits);
}

/** For each level asked for, the hashed column of the gram that ends at each position, or −1. */
export function hashLevels(
  stream: TokenStream,
  ngrams: readonly [number, number],
  bits: number,
  crew: Crew,
): Int32Array[] {
  const { ids, rowStarts, table } = stream;
  const rows = rowStarts.length - 1;
  const hashes = new Int32Array(ids.length);
  const lengths = new Uint8Array(ids.length);
  const levels: Int32Array[] = [];
  for (let level = 1; level <= ngrams[1]; level++) {
    const columns = level >= ngrams[0] ? crew.allocate.int32(ids.length).fill(-1) : null;
    for (let row = 0; row < rows; row++) {
      // From the right, so that the hash one to the left is still the shorter gram's.
      for (let at = rowStarts[row + 1] - 1; at >= rowStarts[row]; at--) {
        const id = ids[at];
        if (level === 1) {
          if (id < 0) continue;
          hashes[at] = table.hashes[id];
          lengths[at] = 1;
        } else {
          if (id < 0 || at === rowStarts[row] || lengths[at - 1] !== level - 1) continue;
          hashes[at] = extendHash(hashes[at - 1], table.hashes[id]);
          lengths[at] = level;
        }
        if (columns) columns[at] = hashedColumn(hashes[at], bits);
      }
    }
    if (columns) levels.push(columns);
  }
  return levels;
}
