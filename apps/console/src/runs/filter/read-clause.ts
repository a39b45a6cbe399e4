export interface Piece {
  readonly kind: 'word' | 'quoted' | 'sign' | 'mark';
  /** As it is written, quotes and all. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** A quote that is never closed runs to the end: it is being written. A quoted key belongs to the word before it. */
const piece =
  /\s+|([^\s'"`(),<>=!]+(?:(?<=\.)(?:"(?:[^"]|"")*"?|`(?:[^`]|``)*`?))?)|('(?:[^']|'')*'?|"(?:[^"]|"")*"?|`(?:[^`]|``)*`?)|([<>=!]+)|([(),])/gu;

/**
 * The comparison that somebody is writing: the pieces of the filter since the last AND before the caret. More lenient
 * than the server's reader, which alone decides what a filter means.
 */
export function readClause(filter: string, caret: number): readonly Piece[] {
  let clause: Piece[] = [];
  for (const match of filter.slice(0, caret).matchAll(piece)) {
    const [text, word, quoted, sign, mark] = match;
    const kind = word ? 'word' : quoted ? 'quoted' : sign ? 'sign' : mark ? 'mark' : null;
    if (kind === null) continue;
    const end = match.index + text.length;
    // The AND that the caret still touches is being written.
    if (kind === 'word' && text.toLowerCase() === 'and' && end < caret) clause = [];
    else clause.push({ kind, text, at: match.index, end });
  }
  return clause;
}
