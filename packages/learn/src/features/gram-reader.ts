import type { CharacterTable } from '../text/characters.ts';
import { createTokenBuffer, type TokenBuffer } from '../text/token-buffer.ts';
import { createTokenTable } from '../text/token-table.ts';
import { createTokenizer } from '../text/tokenizer.ts';
import type { FeatureSetOptions } from './feature-set.ts';
import type { GramLevel, GramTree } from './gram-tree.ts';
import { extendHash, hashedColumn } from './hash-grams.ts';

/** Every known n-gram of one text, one entry an occurrence. */
export interface GramBuffer {
  count: number;
  /** Number of the gram over all levels, or its hashed column. */
  grams: Int32Array;
  /** Its first and last token, as indices into `tokens`. */
  first: Int32Array;
  last: Int32Array;
  readonly tokens: TokenBuffer;
}

export interface GramReader {
  /** The buffer is the reader's own and is overwritten by the next call. */
  readonly read: (units: Uint16Array, from: number, to: number) => GramBuffer;
}

/**
 * Texts to grams as serving does it: a walk down the tree from every token, over as soon as the tree ends.
 * Time is linear in the tokens; nothing is allocated once the buffers have grown to the longest text.
 */
export function createGramReader(
  options: FeatureSetOptions,
  tree: GramTree,
  characters: CharacterTable,
): GramReader {
  const tokens = createTokenBuffer();
  const out: GramBuffer = {
    count: 0,
    grams: new Int32Array(1024),
    first: new Int32Array(1024),
    last: new Int32Array(1024),
    tokens,
  };
  if (options.hashBits) return hashedReader(options, options.hashBits, characters, out);
  const tokenizer = createTokenizer(options, tree.tokens, 'look-up', characters);
  const walk = treeWalk(options, tree);
  return {
    read: (units, from, to) => {
      tokenizer.read(units, from, to, tokens);
      reserve(out, tokens.count * (options.ngrams[1] - options.ngrams[0] + 1));
      out.count = walk(tokens, out);
      return out;
    },
  };
}

type Walk = (tokens: TokenBuffer, out: GramBuffer) => number;

function treeWalk(options: FeatureSetOptions, tree: GramTree): Walk {
  const [shortest, longest] = options.ngrams;
  const offsets = [0];
  let offset = tree.tokens.count;
  let prefixes = tree.tokens.count;
  const levels = tree.levels.slice(0, longest - 1).map((level) => {
    offsets.push(offset);
    offset += level.prefix.length;
    const starts = childStarts(level, prefixes);
    prefixes = level.prefix.length;
    return { starts, last: level.last };
  });

  return (tokens, out) => {
    const { ids, count } = tokens;
    const { grams, first, last } = out;
    let to = 0;
    for (let start = 0; start < count; start++) {
      let gram = ids[start];
      if (gram < 0) continue;
      if (shortest === 1) {
        grams[to] = gram;
        first[to] = start;
        last[to++] = start;
      }
      const furthest = Math.min(levels.length, count - 1 - start);
      for (let level = 0; level < furthest; level++) {
        const at = start + level + 1;
        const token = ids[at];
        if (token < 0) break;
        gram = findChild(levels[level].starts, levels[level].last, gram, token);
        if (gram < 0) break;
        if (level + 2 < shortest) continue;
        grams[to] = offsets[level + 1] + gram;
        first[to] = start;
        last[to++] = at;
      }
    }
    return to;
  };
}

/** Where the grams of each prefix begin; levels are sorted by prefix and last token (see compactTree). */
function childStarts(level: GramLevel, prefixes: number): Int32Array {
  const starts = new Int32Array(prefixes + 1);
  for (const prefix of level.prefix) starts[prefix + 1]++;
  for (let prefix = 0; prefix < prefixes; prefix++) starts[prefix + 1] += starts[prefix];
  return starts;
}

/**
 * Halving in a sorted run. A hash table would find it in fewer steps, but one of half a million grams misses
 * the cache at nearly every look-up, and has to be built at each start; most runs are a few tokens long.
 */
function findChild(starts: Int32Array, last: Int32Array, prefix: number, token: number): number {
  let low = starts[prefix];
  let high = starts[prefix + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = last[middle];
    if (found === token) return middle;
    if (found < token) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** Tokens whose hashes are remembered; the table starts anew past this, so that hostile traffic cannot grow it. */
const maxRememberedTokens = 65_536;

function hashedReader(
  options: FeatureSetOptions,
  bits: number,
  characters: CharacterTable,
  out: GramBuffer,
): GramReader {
  let tokenizer = createTokenizer(options, createTokenTable(), 'learn', characters);
  return {
    read: (units, from, to) => {
      if (tokenizer.terms.count > maxRememberedTokens) {
        tokenizer = createTokenizer(options, createTokenTable(), 'learn', characters);
      }
      tokenizer.read(units, from, to, out.tokens);
      reserve(out, out.tokens.count * (options.ngrams[1] - options.ngrams[0] + 1));
      out.count = walkHashes(options, bits, tokenizer.terms.hashes, out);
      return out;
    },
  };
}

function walkHashes(options: FeatureSetOptions, bits: number, hashes: Int32Array, out: GramBuffer): number {
  const [shortest, longest] = options.ngrams;
  const { grams, first, last } = out;
  const { ids, count } = out.tokens;
  let to = 0;
  for (let start = 0; start < count; start++) {
    if (ids[start] < 0) continue;
    let hash = hashes[ids[start]];
    for (let length = 1; length <= longest; length++) {
      const at = start + length - 1;
      if (at >= count || ids[at] < 0) break;
      if (length > 1) hash = extendHash(hash, hashes[ids[at]]);
      if (length < shortest) continue;
      grams[to] = hashedColumn(hash, bits);
      first[to] = start;
      last[to++] = at;
    }
  }
  return to;
}

function reserve(out: GramBuffer, count: number): void {
  if (count <= out.grams.length) return;
  const length = Math.max(count, out.grams.length * 2);
  out.grams = new Int32Array(length);
  out.first = new Int32Array(length);
  out.last = new Int32Array(length);
}
