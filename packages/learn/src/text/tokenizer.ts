import { type CharacterTable, createCharacterTable } from './characters.ts';
import { createNormalizer, type Normalizer, type TokenizerMode } from './normalize-tokens.ts';
import { scanCharacters } from './scan-characters.ts';
import { scanWords } from './scan-words.ts';
import { keepPart, type TokenBuffer } from './token-buffer.ts';
import type { TokenOptions } from './token-options.ts';
import { findToken, internToken, type TokenTable } from './token-table.ts';

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
  const resolve =
    options.stem || options.stopWords
      ? createNormalizer(options, terms, mode)
      : mode === 'learn'
        ? (hash: number, length: number) => internToken(terms, hash, length)
        : (hash: number, length: number) => findToken(terms, hash, length);
  const scanned = options.stem || options.stopWords ? (resolve as Normalizer).surfaces : () => terms;
  const scan = { options, characters, resolve, table: scanned };
  const isCharacters = options.tokens === 'characters' || options.tokens === 'characters-in-words';
  const part = options.part;

  return {
    terms,
    read: (units, from, to, out) => {
      out.count = 0;
      if (isCharacters) scanCharacters(scan, units, from, to, out);
      else scanWords(scan, units, from, to, out);
      if (part) keepPart(out, part);
    },
  };
}
