/** How a text is cut into tokens. JSON, part of a recipe; the same value trains and serves. */
export interface TokenOptions {
  /**
   * words: runs of letters, marks, numbers and underscores.
   * alphanumeric: the same without underscores.
   * words-and-punctuation: words, and every other visible character a token of its own.
   * characters: every character, white space folded to one space.
   * characters-in-words: the same inside white-space-separated words, each set between spaces.
   */
  readonly tokens: 'words' | 'alphanumeric' | 'words-and-punctuation' | 'characters' | 'characters-in-words';
  /** Default true. */
  readonly lowercase?: boolean;
  /** Read HTML line breaks (`<br />`) as white space. Default true. */
  readonly stripBreaks?: boolean;
  /** Words shorter than this many UTF-16 units are dropped. Default 1. */
  readonly minLength?: number;
  /** Dropped before n-grams are formed, so that n-grams reach across them. */
  readonly stopWords?: 'english' | readonly string[];
  readonly stem?: 'porter';
  /** Only the first or the last so many tokens of a text. */
  readonly part?: { readonly first: number } | { readonly last: number };
}

/** Two feature sets with the same key read the same tokens (the part apart), and can share one reading. */
export function tokenOptionsKey(options: TokenOptions): string {
  const {
    tokens,
    lowercase = true,
    stripBreaks = true,
    minLength = 1,
    stopWords = [],
    stem = null,
  } = options;
  return JSON.stringify([tokens, lowercase, stripBreaks, minLength, stopWords, stem]);
}
