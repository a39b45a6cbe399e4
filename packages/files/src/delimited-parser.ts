import { FilesError } from './errors.ts';
import { largestCellBytes, largestRowBytes, mostCells } from './limits.ts';

export interface Dialect {
  /** One byte: comma, tab, semicolon or pipe. */
  readonly delimiter: number;
  /** Whether a cell that begins with a quote ends with one. */
  readonly quotes: boolean;
  /** LF, with or without a CR before it, or the lone CR of old Macs. */
  readonly lineEnd: 10 | 13;
}

/** One row while the parser stands on it; each cell may be asked for once. */
export interface DelimitedRow {
  readonly cells: number;
  /** The line it begins on, from 1. */
  readonly line: number;
  readonly cell: (index: number) => string;
}

export interface DelimitedParser {
  /** Any cut of the file into chunks gives the same rows. The chunk is copied. */
  readonly push: (chunk: Uint8Array) => void;
  readonly end: () => void;
}

const quote = 34;
const lf = 10;
const cr = 13;

// Where the scan stands. A cell's first byte decides between bare and quoted.
const atCell = 0;
const inBare = 1;
const inQuotes = 2;
const afterQuote = 3;
const afterQuoteCr = 4;

/**
 * RFC 4180 over UTF-8 bytes, one pass, no string before a cell is asked for. Quotes inside a bare cell are
 * text; empty lines are passed over. Memory: the unfinished row and one chunk.
 */
export function createDelimitedParser(
  path: string,
  { delimiter, quotes, lineEnd }: Dialect,
  onRow: (row: DelimitedRow) => void,
): DelimitedParser {
  let buffer = Buffer.allocUnsafeSlow(64 * 1024);
  let filled = 0;
  /** The filled part of the buffer. */
  let bytes = buffer.subarray(0, 0);
  /** The first line end not yet counted, and some delimiter ahead; `filled` where there is none. */
  let nextLineEnd = 0;
  let nextDelimiter = -1;
  let at = 0;
  let state = atCell;
  let rowStart = 0;
  let cellStart = 0;
  let escaped = false;
  let quoted = false;
  let line = 1;
  let quoteLine = 1;
  let cells = 0;
  let rowLine = 1;
  const starts = new Int32Array(mostCells);
  // Negative (−1 − end) where doubled quotes are still to be halved.
  const ends = new Int32Array(mostCells);

  const row: DelimitedRow = {
    get cells() {
      return cells;
    },
    get line() {
      return rowLine;
    },
    cell(index) {
      const start = starts[index];
      const end = ends[index] >= 0 ? ends[index] : halveQuotes(buffer, start, -1 - ends[index]);
      return buffer.toString('utf8', start, end);
    },
  };

  /** The first such byte from here on, or where the bytes end. */
  function find(byte: number, from: number): number {
    const found = bytes.indexOf(byte, from);
    return found < 0 ? filled : found;
  }

  // memchr finds every border: ten times as fast here as a loop over the bytes.
  function scan(): void {
    const stop = filled;
    let i = at;
    while (i < stop) {
      if (state === inQuotes) {
        i = find(quote, i);
        if (i === stop) break;
        while (nextLineEnd < i) {
          line++;
          nextLineEnd = find(lineEnd, nextLineEnd + 1);
        }
        state = afterQuote;
      } else if (state === inBare) {
        if (nextDelimiter < i) nextDelimiter = find(delimiter, i);
        i = Math.min(nextDelimiter, nextLineEnd);
        if (i === stop) break;
        if (i === nextDelimiter) finishCell(i);
        else finishRow(i, i);
      } else if (state === atCell) {
        quoted = quotes && bytes[i] === quote;
        escaped = false;
        cellStart = quoted ? i + 1 : i;
        state = quoted ? inQuotes : inBare;
        if (!quoted) continue;
        quoteLine = line;
      } else if (state === afterQuote) {
        const byte = bytes[i];
        if (byte === quote) {
          escaped = true;
          state = inQuotes;
        } else if (byte === delimiter) finishCell(i - 1);
        else if (byte === lineEnd) finishRow(i - 1, i);
        else if (byte === cr) state = afterQuoteCr;
        else throw misplacedQuote(path, line);
      } else {
        if (bytes[i] !== lf) throw misplacedQuote(path, line);
        finishRow(i - 2, i);
      }
      i++;
    }
    at = i;
  }

  function finishCell(end: number): void {
    if (end - cellStart > largestCellBytes) throw tooLarge();
    if (cells === mostCells)
      throw new FilesError(
        'RAGGED_ROW',
        path,
        `Line ${rowLine} of ${path} has more than ${mostCells} cells; check its delimiter and line ends.`,
        { place: { line: rowLine } },
      );
    starts[cells] = cellStart;
    ends[cells] = escaped ? -1 - end : end;
    cells++;
    state = atCell;
  }

  /** `end` is where the last cell ends, `next` where the line does. */
  function finishRow(end: number, next: number): void {
    if (!quoted && lineEnd === lf && end > cellStart && buffer[end - 1] === cr) end--;
    const blank = cells === 0 && end === cellStart && !quoted;
    finishCell(end);
    if (!blank) onRow(row);
    cells = 0;
    line++;
    rowLine = line;
    rowStart = next + 1;
    nextLineEnd = find(lineEnd, rowStart);
  }

  function tooLarge(): FilesError {
    const megabytes = largestCellBytes / 2 ** 20;
    const remedy = quoted
      ? `close the quote that opens on line ${quoteLine}, or shorten the cell`
      : 'check its line ends, or shorten the cell';
    return new FilesError(
      'CELL_TOO_LARGE',
      path,
      `A cell of the row on line ${rowLine} of ${path} is over ${megabytes} MB; ${remedy}.`,
      { place: { line: rowLine } },
    );
  }

  /** Keeps the unfinished row only, at the buffer's beginning. */
  function keepUnfinished(): void {
    if (rowStart > 0) {
      buffer.copyWithin(0, rowStart, filled);
      for (let i = 0; i < cells; i++) {
        starts[i] -= rowStart;
        ends[i] += ends[i] >= 0 ? -rowStart : rowStart;
      }
      filled -= rowStart;
      at -= rowStart;
      cellStart -= rowStart;
      nextLineEnd -= rowStart;
      rowStart = 0;
    }
    const open = state === atCell ? 0 : filled - cellStart;
    if (open > largestCellBytes || filled > largestRowBytes) throw tooLarge();
  }

  return {
    push(chunk) {
      if (filled + chunk.length > buffer.length) {
        const grown = Buffer.allocUnsafeSlow(Math.max(2 * buffer.length, filled + chunk.length));
        buffer.copy(grown, 0, 0, filled);
        buffer = grown;
      }
      buffer.set(chunk, filled);
      const before = filled;
      filled += chunk.length;
      bytes = buffer.subarray(0, filled);
      if (nextLineEnd === before) nextLineEnd = find(lineEnd, before);
      nextDelimiter = -1;
      scan();
      keepUnfinished();
    },
    end() {
      if (state === inQuotes)
        throw new FilesError(
          'QUOTE_UNCLOSED',
          path,
          `The quote that opens on line ${quoteLine} of ${path} is never closed; close it, or double it if it is text.`,
          { place: { line: quoteLine } },
        );
      if (state === atCell && cells === 0) return;
      if (state === atCell) {
        cellStart = filled;
        escaped = false;
        quoted = false;
      }
      finishRow(state === afterQuote ? filled - 1 : state === afterQuoteCr ? filled - 2 : filled, filled);
    },
  };
}

function misplacedQuote(path: string, line: number): FilesError {
  return new FilesError(
    'QUOTE_MISPLACED',
    path,
    `Line ${line} of ${path} has text after a closing quote; double the quotes that are part of the text.`,
    { place: { line } },
  );
}

/** Halves doubled quotes where they stand and returns the new end. */
function halveQuotes(bytes: Buffer, start: number, end: number): number {
  let to = bytes.indexOf(quote, start) + 1;
  for (let from = to + 1; from < end; from++) {
    const byte = bytes[from];
    bytes[to++] = byte;
    if (byte === quote) from++;
  }
  return to;
}
