/** Longer runs are addresses, hashes or lines without spaces, and would only fill the table. */
const longestWord = 50;

/** UTF-16 unit to the unit that stands for it in small letters; 0 for what is no part of words. Filled as units are met. */
const folded = new Uint16Array(1 << 16);
const met = new Uint8Array(1 << 16);

/** Letters, marks and digits of every script are parts of words. */
function fold(unit: number): number {
  if (met[unit] === 0) {
    met[unit] = 1;
    const character = String.fromCharCode(unit);
    if (/[\p{L}\p{M}\p{N}]/u.test(character)) {
      const small = character.toLowerCase();
      folded[unit] = small.length === 1 ? small.charCodeAt(0) : unit;
    }
  }
  return folded[unit];
}

/** A word as it is met: its place in the text, and two hashes of it in small letters. */
export type WordSink = (start: number, end: number, hash: number, check: number) => void;

// Two multiplicative hashes over the same units (FNV-1a's prime, and one of Knuth's): 64 bits tell words apart.
const hashSeed = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;
const checkSeed = 0x9e3779b9 | 0;
const checkPrime = 0x85ebca6b | 0;

/**
 * Calls `see` with each word of a text and returns how many there are: runs of letters, marks and digits, with
 * apostrophes inside of them. No string is made: some nanoseconds a character.
 */
export function countWords(text: string, see: WordSink): number {
  const length = text.length;
  let words = 0;
  let start = -1;
  let hash = hashSeed;
  let check = checkSeed;
  for (let at = 0; at <= length; at++) {
    const unit = at < length ? text.charCodeAt(at) : 32;
    let small = fold(unit);
    if (small === 0) {
      if (start < 0) continue;
      const apostrophe = unit === 39 || unit === 0x2019;
      if (apostrophe && at + 1 < length && fold(text.charCodeAt(at + 1)) !== 0) small = unit;
    }
    if (small !== 0) {
      if (start < 0) start = at;
      hash = Math.imul(hash ^ small, hashPrime);
      check = Math.imul(check ^ small, checkPrime) ^ (check >>> 15);
      continue;
    }
    words++;
    if (at - start <= longestWord) see(start, at, hash, check);
    start = -1;
    hash = hashSeed;
    check = checkSeed;
  }
  return words;
}
