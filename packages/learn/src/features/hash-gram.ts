/** Mixes (prefix, last token) over 32 bits; the top and the bottom bits are equally good. */
export function hashGram(prefix: number, last: number): number {
  let hash = Math.imul(prefix + 0x3c6ef372, 0x9e3779b1) ^ Math.imul(last + 0x7f4a7c15, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
