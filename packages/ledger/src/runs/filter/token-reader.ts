import { filterInvalid } from './filter-invalid.ts';
import { type Token, tokensOf } from './tokens.ts';

export interface TokenReader {
  readonly peek: () => Token;
  readonly take: () => Token;
  /** Takes the next where it is this keyword, however it is written. */
  readonly takeWord: (word: string) => boolean;
  readonly refuse: (token: Token, fault: string) => Error;
}

export function tokenReader(text: string, what: 'filter' | 'order' = 'filter'): TokenReader {
  const tokens = tokensOf(text, what);
  let next = 0;
  return {
    peek: () => tokens[next],
    // The end is there however often it is taken.
    take: () => tokens[next < tokens.length - 1 ? next++ : next],
    takeWord: (word) => {
      const found = tokens[next].kind === 'word' && tokens[next].text.toLowerCase() === word;
      if (found) next++;
      return found;
    },
    refuse: (token, fault) => filterInvalid(text, token.at, fault, what, token.end),
  };
}
