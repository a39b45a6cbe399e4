import type { CharacterTable } from './characters.ts';
import type { TokenOptions } from './token-options.ts';
import type { TokenTable } from './token-table.ts';

/** What a scan over a text's characters works with. */
export interface Scan {
  readonly options: TokenOptions;
  readonly characters: CharacterTable;
  /** Id of the candidate at the tail of `table()`; `unknown` or `dropped`. */
  readonly resolve: (hash: number, length: number) => number;
  readonly table: () => TokenTable;
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
