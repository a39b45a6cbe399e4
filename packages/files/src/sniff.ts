import { type ColumnWishes, recognisedNames } from './columns.ts';
import { createDelimitedParser, type Dialect } from './delimited-parser.ts';
import { FilesError } from './errors.ts';

const comma = 44;
const tab = 9;
const semicolon = 59;
const pipe = 124;
const quote = 34;

/** What the beginning of a delimited file shows. */
export interface Sniffed {
  readonly dialect: Dialect;
  /** The first rows that are complete. */
  readonly rows: readonly (readonly string[])[];
}

const mostSampledRows = 500;

/**
 * Delimiter, quoting and line end, judged by the sample: first by a header that is recognised, then by the
 * share of rows as wide as the first, then by the file's extension.
 */
export function sniff(sample: Buffer, ended: boolean, extension: string, wishes: ColumnWishes): Sniffed {
  const lineEnd = firstLineEnd(sample);
  const preferred = extension === 'tsv' || extension === 'tab' ? tab : comma;
  const candidates = [...new Set([preferred, comma, tab, semicolon, pipe])].map((delimiter) => {
    const quotes = delimiter !== tab || tabFileQuotes(sample, lineEnd, ended);
    const dialect: Dialect = { delimiter, quotes, lineEnd };
    const rows = sampleRows(sample, ended, dialect).rows;
    const width = rows[0]?.length ?? 0;
    const alike = rows.filter((row) => row.length === width).length / Math.max(1, rows.length);
    return { dialect, rows, width, known: recognisedNames(rows[0] ?? [], wishes), alike };
  });
  const split = candidates.filter(({ width }) => width > 1);
  split.sort((a, b) => b.known - a.known || b.alike - a.alike);
  const { dialect, rows } = split[0] ?? candidates[0];
  return { dialect, rows };
}

/**
 * Programs that quote at all quote every cell with a quote in it (RFC 4180). A tab file with quotes inside
 * bare cells, or text after a closing one, was written without quoting, as the SMS Spam Collection was.
 */
function tabFileQuotes(sample: Buffer, lineEnd: 10 | 13, ended: boolean): boolean {
  if (!sample.includes(quote)) return true;
  const dialect: Dialect = { delimiter: tab, quotes: true, lineEnd };
  return !bareCellHoldsQuote(sample, dialect) && !sampleRows(sample, ended, dialect).broken;
}

function bareCellHoldsQuote(sample: Buffer, { delimiter, lineEnd }: Dialect): boolean {
  for (let at = 0; at < sample.length; at++) {
    const quoted = sample[at] === quote;
    if (quoted) at++;
    for (; at < sample.length; at++) {
      const byte = sample[at];
      if (quoted && byte === quote) {
        at++;
        if (sample[at] !== quote) break;
      } else if (!quoted && (byte === delimiter || byte === lineEnd)) break;
      else if (!quoted && byte === quote) return true;
    }
  }
  return false;
}

function sampleRows(sample: Buffer, ended: boolean, dialect: Dialect): { rows: string[][]; broken: boolean } {
  const rows: string[][] = [];
  const full = Symbol('full');
  const parser = createDelimitedParser('sample', dialect, (row) => {
    rows.push(Array.from({ length: row.cells }, (_, index) => row.cell(index)));
    if (rows.length === mostSampledRows) throw full;
  });
  try {
    parser.push(sample);
    if (ended) parser.end();
  } catch (error) {
    if (error !== full && !(error instanceof FilesError)) throw error;
    return { rows, broken: error !== full };
  }
  return { rows, broken: false };
}

/** The first line end outside quotes; a CR counts only where no LF follows it. */
function firstLineEnd(sample: Buffer): 10 | 13 {
  let inQuotes = false;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at];
    if (byte === quote) inQuotes = !inQuotes;
    else if (inQuotes) continue;
    else if (byte === 10) return 10;
    else if (byte === 13 && at + 1 < sample.length) return sample[at + 1] === 10 ? 10 : 13;
  }
  return 10;
}
