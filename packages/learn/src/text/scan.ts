import type { CharacterTable } from './characters.ts';
import type { TokenOptions } from './token-options.ts';

/** What a scan asks of its options, asked once. */
export interface Scan {
  readonly characters: CharacterTable;
  readonly lowercase: boolean;
  readonly stripBreaks: boolean;
  readonly minLength: number;
  /** Visible characters that are no part of a word are tokens of their own. */
  readonly keepsSymbols: boolean;
  readonly joinsUnderscore: boolean;
  /** Of characters: those of each word by themselves. */
  readonly insideWords: boolean;
}

export function createScan(options: TokenOptions, characters: CharacterTable): Scan {
  return {
    characters,
    lowercase: options.lowercase ?? true,
    stripBreaks: options.stripBreaks ?? true,
    minLength: options.minLength ?? 1,
    keepsSymbols: options.tokens === 'words-and-punctuation',
    joinsUnderscore: options.tokens !== 'alphanumeric',
    insideWords: options.tokens === 'characters-in-words',
  };
}

export const space = 32;
export const underscore = 95;
export const lessThan = 60;

export function codePointAt(units: Uint16Array, i: number, to: number): number {
  const high = units[i];
  const low = i + 1 < to ? units[i + 1] : 0;
  return low >= 0xdc00 && low <= 0xdfff ? ((high - 0xd800) << 10) + (low - 0xdc00) + 0x10000 : high;
}

/** Width of an HTML line break that begins here (`<br>`, `<BR />` …), or 0. */
export function breakWidth(units: Uint16Array, i: number, to: number): number {
  if (i + 3 >= to || (units[i + 1] | 32) !== 98 || (units[i + 2] | 32) !== 114) return 0;
  let at = i + 3;
  while (at < to && units[at] === space) at++;
  if (at < to && units[at] === 47) at++;
  return at < to && units[at] === 62 ? at + 1 - i : 0;
}
