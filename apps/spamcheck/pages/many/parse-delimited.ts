export interface DelimitedRow {
  readonly cells: readonly string[];
  /** The line it begins on, from 1. */
  readonly line: number;
}

export type Delimited = { readonly rows: readonly DelimitedRow[] } | { readonly refusal: string };

/** RFC 4180, once over the text; empty lines are passed over. */
export function parseDelimited(text: string, delimiter: string): Delimited {
  const rows: DelimitedRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  let at = 0;
  const endRow = (): void => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: rowLine });
    cells = [];
  };
  while (at < text.length) {
    if (cells.length === 0) rowLine = line;
    if (text[at] === '"') {
      const quoted = readQuoted(text, at);
      if (quoted === null)
        return {
          refusal: `The quote that opens on line ${line} is never closed; close it, or double it if it is text.`,
        };
      cells.push(quoted.cell);
      line += quoted.lines;
      at = quoted.end;
      if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
        return {
          refusal: `Line ${line} has text after a closing quote; double the quotes that are part of the text.`,
        };
      }
    } else {
      let end = at;
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === delimiter) {
      at++;
      // The row ends in a delimiter: one more cell, which is empty.
      if (at >= text.length || text[at] === '\n' || text[at] === '\r') cells.push('');
    }
    if (at >= text.length || text[at] === '\n' || text[at] === '\r') {
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      at++;
      line++;
      endRow();
    }
  }
  if (cells.length > 0) endRow();
  return { rows };
}

interface Quoted {
  readonly cell: string;
  /** Behind the closing quote. */
  readonly end: number;
  readonly lines: number;
}

function readQuoted(text: string, open: number): Quoted | null {
  for (let at = open + 1; ; ) {
    const close = text.indexOf('"', at);
    if (close < 0) return null;
    if (text[close + 1] === '"') {
      at = close + 2;
      continue;
    }
    const inside = text.slice(open + 1, close);
    return { cell: inside.replaceAll('""', '"'), end: close + 1, lines: inside.split('\n').length - 1 };
  }
}

/** The one that cuts the first lines into the same number of cells, more than one; null: the lines are not cut at all. */
export function findDelimiter(text: string): string | null {
  const head = text.slice(0, 50_000);
  const whole = head.length < text.length ? head.slice(0, head.lastIndexOf('\n') + 1 || undefined) : head;
  let best: { readonly delimiter: string; readonly share: number } | null = null;
  for (const delimiter of [',', '\t', ';', '|']) {
    const parsed = parseDelimited(whole, delimiter);
    if ('refusal' in parsed || parsed.rows.length === 0) continue;
    const counts = parsed.rows.slice(0, 50).map(({ cells }) => cells.length);
    if (counts[0] < 2) continue;
    const share = counts.filter((count) => count === counts[0]).length / counts.length;
    if (!best || share > best.share) best = { delimiter, share };
  }
  return best && best.share >= 0.5 ? best.delimiter : null;
}
