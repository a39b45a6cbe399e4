import { guessColumns } from './column-names.ts';
import { hasHeader } from './has-header.ts';
import { readDelimited } from './read-delimited.ts';

export interface Table {
  readonly kind: 'table';
  readonly format: 'csv' | 'tsv' | 'jsonl';
  /** Empty where the rows have no header. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Something that looks wrong, and what to do; it can be sent all the same. */
  readonly doubt: string | null;
}

/** What the beginning of a file shows before it is sent. The server reads the whole, and has the last word. */
export type Peek =
  | Table
  /** Texts, one a line. */
  | { readonly kind: 'lines'; readonly rows: readonly string[] }
  /** It can be read, but not here. */
  | { readonly kind: 'unseen'; readonly format: 'parquet' | 'json' }
  | { readonly kind: 'refused'; readonly why: string };

export interface Beginning {
  /** Of the file, without .gz where it was unpacked. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** There is no more than this. */
  readonly ended: boolean;
}

const mostRows = 5;

const foreign: readonly (readonly [magic: readonly number[], what: string])[] = [
  [
    [0x50, 0x4b, 3, 4],
    'a zip file or a workbook (.xlsx). Save the sheet as CSV, or unpack the file, and choose that.',
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an Excel workbook. Save the sheet as CSV and choose that.'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF. Its rows have to come as CSV, TSV, JSON lines or Parquet.'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture. Rows come as CSV, TSV, JSON lines or Parquet.'],
  [[0xff, 0xd8, 0xff], 'a picture. Rows come as CSV, TSV, JSON lines or Parquet.'],
  [[0x47, 0x49, 0x46, 0x38], 'a picture. Rows come as CSV, TSV, JSON lines or Parquet.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'packed with zstd. Unpack it, or pack it with gzip.'],
  [[0x42, 0x5a, 0x68], 'packed with bzip2. Unpack it, or pack it with gzip.'],
  [[0xfd, 0x37, 0x7a, 0x58], 'packed with xz. Unpack it, or pack it with gzip.'],
];

export function peekFile({ name, bytes, ended }: Beginning): Peek {
  if (bytes.length === 0) return refused('The file is empty.');
  const strange = foreign.find(([magic]) => begins(bytes, magic));
  if (strange) return refused(`This is ${strange[1]}`);
  if (begins(bytes, [0x50, 0x41, 0x52, 0x31])) return { kind: 'unseen', format: 'parquet' };
  const text = decode(bytes);
  if (text === null) {
    return refused('This file holds no text that can be read. Rows come as CSV, TSV, JSON lines or Parquet.');
  }
  const start = text.trimStart();
  if (start === '') return refused('The file has nothing in it but white space.');
  if (/^<(!doctype|html|\?xml)/i.test(start)) {
    return refused('This is a web page, not the file itself. Download the file and choose that.');
  }
  if (start.startsWith('[')) return { kind: 'unseen', format: 'json' };
  if (start.startsWith('{') || /\.(jsonl|ndjson)$/i.test(name)) return jsonLines(text, ended);
  if (/\.txt$/i.test(name) && !/[\t]/.test(text)) {
    return { kind: 'lines', rows: complete(text, ended).slice(0, mostRows) };
  }
  return delimited(text, ended);
}

function delimited(text: string, ended: boolean): Table {
  const { delimiter, rows } = readDelimited(text, ended, (names) => guessColumns(names).known);
  const [first = []] = rows;
  const header = hasHeader(rows);
  const width = first.length;
  const odd = rows.findIndex((row) => row.length !== width);
  const doubt =
    rows.length === 0
      ? 'No row ends within the first part of the file: look for a quotation mark that is never closed.'
      : odd > 0
        ? `Row ${odd + 1} has ${rows[odd].length} cells where the first has ${width}. A text with a comma in it has to stand in quotation marks.`
        : null;
  return {
    kind: 'table',
    format: delimiter === '\t' ? 'tsv' : 'csv',
    columns: header ? first : [],
    rows: rows.slice(header ? 1 : 0, mostRows + 1),
    doubt,
  };
}

function jsonLines(text: string, ended: boolean): Peek {
  const lines = complete(text, ended).filter((line) => line.trim() !== '');
  const values: unknown[] = [];
  for (const [at, line] of lines.slice(0, mostRows).entries()) {
    try {
      values.push(JSON.parse(line));
    } catch {
      return refused(`Line ${at + 1} is no JSON. In a file of JSON lines every line is one object.`);
    }
  }
  const [first] = values;
  const columns = isObject(first) ? Object.keys(first) : [];
  const cells = (value: unknown): readonly string[] =>
    isObject(value) ? columns.map((column) => cellText(value[column])) : [cellText(value)];
  return { kind: 'table', format: 'jsonl', columns, rows: values.map(cells), doubt: null };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function complete(text: string, ended: boolean): readonly string[] {
  const lines = text.split(/\r?\n/);
  return ended || lines.length === 1 ? lines : lines.slice(0, -1);
}

/** Null where it is no text. UTF-16 is known by its mark; what is no UTF-8 is read as Windows wrote it. */
function decode(bytes: Uint8Array): string | null {
  if (begins(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (begins(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return null;
  // A character cut at the end of the beginning is not one that is wrong.
  const text = new TextDecoder('utf-8').decode(bytes, { stream: true });
  return text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function refused(why: string): Peek {
  return { kind: 'refused', why };
}
