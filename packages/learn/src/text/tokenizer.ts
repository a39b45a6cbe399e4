import { type CharacterTable, createCharacterTable } from './characters.ts';
import { createNormalizer, type TokenizerMode } from './normalize-tokens.ts';
import { createScan } from './scan.ts';
import { scanCharacters } from './scan-characters.ts';
import { scanWords } from './scan-words.ts';
import { keepPart, type TokenBuffer, unknown } from './token-buffer.ts';
import type { TokenOptions } from './token-options.ts';
import { findToken, firstUnitAt, internToken, type TokenTable } from './token-table.ts';

export interface Tokenizer {
  readonly terms: TokenTable;
  /** Replaces the buffer's content with the tokens of units[from … to). Linear in the units. */
  readonly read: (units: Uint16Array, from: number, to: number, out: TokenBuffer) => void;
}

export function createTokenizer(
  options: TokenOptions,
  terms: TokenTable,
  mode: TokenizerMode,
  characters: CharacterTable = createCharacterTable(),
): Tokenizer {
  const scan = createScan(options, characters);
  const isCharacters = options.tokens === 'characters' || options.tokens === 'characters-in-words';
  const normalize = options.stem || options.stopWords ? createNormalizer(options, terms, mode) : null;
  const { part } = options;

  return {
    terms,
    read: (units, from, to, out) => {
      if (isCharacters) scanCharacters(scan, units, from, to, out);
      else scanWords(scan, units, from, to, out);
      if (normalize) normalize(out);
      else if (mode === 'learn') internAll(terms, out);
      else findAll(terms, out);
      if (part) keepPart(out, part);
    },
  };
}

function internAll(terms: TokenTable, { ids, places, hashes, units, count }: TokenBuffer): void {
  for (let i = 0; i < count; i++) {
    const length = places[i + 1] - places[i];
    ids[i] = length === 0 ? unknown : internToken(terms, hashes[i], units, places[i], length);
  }
}

/**
 * A vocabulary is larger than the cache. Loops that only read on ahead, first each token’s slot, then where the spelling
 * begins that stands there, let the processor wait for many of them at once; token by token it waits for each.
 */
function findAll(terms: TokenTable, { ids, places, hashes, units, count }: TokenBuffer): void {
  const { slots, arena } = terms;
  for (let i = 0; i < count; i++) ids[i] = slots[firstUnitAt(terms, hashes[i])];
  for (let i = 0; i < count; i++) ids[i] = arena[ids[i]];
  for (let i = 0; i < count; i++) {
    const length = places[i + 1] - places[i];
    ids[i] = length === 0 ? unknown : findToken(terms, hashes[i], units, places[i], length);
  }
}
