/** Where the hash of a trial begins, so that each draws its share of the keys anew. */
export function shareSeed(model: string, version: number): number {
  return hashed(0x811c9dc5, `${model}@${version}:`);
}

/**
 * A number in [0, 1) for a key, the same in every process and for ever: FNV-1a over UTF-16 units, finished by murmur3's
 * mixer, without which neighbouring keys have neighbouring numbers. About 1 ns a unit. Whoever chooses their keys can
 * choose their side; that harms nobody, and so this need not be a cryptographic hash.
 */
export function shareOf(seed: number, key: string): number {
  let z = hashed(seed, key);
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
}

function hashed(seed: number, text: string): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}
