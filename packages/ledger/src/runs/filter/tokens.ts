import { filterInvalid } from './filter-invalid.ts';

export interface Token {
  /** A word is a key, a number or a keyword; quoted text has its quotes taken off. */
  readonly kind: 'word' | 'quoted' | 'operator' | 'punctuation' | 'end';
  readonly text: string;
  /** For quoted text: `'`, `"` or a backtick. */
  readonly quote: string | null;
  /** Where it begins and ends in the filter, in UTF-16 units. */
  readonly at: number;
  readonly end: number;
}

const space = /\s+/y;
const operator = /<=|>=|!=|<>|==|<|>|=/y;
const word = /[^\s'"`(),<>=!]+/y;

/** Cuts a filter into tokens, an `end` last. A quote inside quotes is written twice. */
export function tokensOf(filter: string, what: 'filter' | 'order' = 'filter'): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(filter)?.[0] ?? null;
  };
  const add = (kind: Token['kind'], text: string, length: number, quote: string | null = null): void => {
    tokens.push({ kind, text, quote, at, end: at + length });
    at += length;
  };
  while (at < filter.length) {
    const blank = match(space);
    if (blank) at += blank.length;
    if (at >= filter.length) break;
    const first = filter[at];
    if (first === "'" || first === '"' || first === '`') {
      const end = endOfQuoted(filter, at, first, what);
      add('quoted', filter.slice(at + 1, end).replaceAll(first + first, first), end + 1 - at, first);
    } else if (first === '(' || first === ')' || first === ',') {
      add('punctuation', first, 1);
    } else {
      const sign = match(operator);
      const letters = sign ? null : match(word);
      if (sign) add('operator', sign, sign.length);
      else if (letters) add('word', letters, letters.length);
      else
        throw filterInvalid(
          filter,
          at,
          `${first} means nothing here${first === '!' && what === 'filter' ? '; write != for “is not”' : ''}`,
          what,
        );
    }
  }
  add('end', '', 0);
  return tokens;
}

function endOfQuoted(filter: string, at: number, quote: string, what: 'filter' | 'order'): number {
  let end = filter.indexOf(quote, at + 1);
  while (end >= 0 && filter[end + 1] === quote) end = filter.indexOf(quote, end + 2);
  if (end >= 0) return end;
  throw filterInvalid(filter, at, `this ${quote} is never closed; close it with another ${quote}`, what);
}
