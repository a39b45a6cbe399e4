import { decodeFile } from './decode-file.ts';
import { findDelimiter, parseDelimited } from './parse-delimited.ts';

export interface MessageTable {
  readonly columns: readonly string[];
  /** Without the header; each as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
  /** The column that most likely holds the messages. */
  readonly likely: number;
}

export type ReadFile = { readonly table: MessageTable } | { readonly refusal: string };

/** CSV and its kin, JSON lines or an array, or plain lines; by the name's end, else by the look of it. */
export function readMessages(name: string, bytes: Uint8Array, maxMessages: number): ReadFile {
  const decoded = decodeFile(name, bytes);
  if ('refusal' in decoded) return decoded;
  const text = decoded.text.replace(/^\ufeff/, '').replaceAll('\0', '');
  if (text.trim() === '') return { refusal: `${name} is empty; give a file with a message a line or a row.` };
  const read = readText(name, text);
  if ('refusal' in read) return read;
  const { rows } = read.table;
  if (rows.length === 0) return { refusal: `${name} has a header and no row below it.` };
  if (rows.length > maxMessages) {
    return {
      refusal: `${name} has ${count(rows.length)} messages and at most ${count(maxMessages)} are checked at once; split the file.`,
    };
  }
  return read;
}

function readText(name: string, text: string): ReadFile {
  const end = /\.([a-z]+)$/i.exec(name)?.[1].toLowerCase() ?? '';
  const isJson = ['jsonl', 'ndjson', 'json'].includes(end);
  if (isJson || (!['csv', 'tsv', 'txt'].includes(end) && /^\s*[{[]/.test(text))) return readJson(name, text);
  const delimiter = end === 'txt' ? (tabbed(text) ? '\t' : null) : findDelimiter(text);
  if (end === 'txt' && delimiter === null) return { table: lines(text) };
  // Without a delimiter every line is one cell, which quotes may hold together.
  const parsed = parseDelimited(text, delimiter ?? '\0');
  if ('refusal' in parsed) return { refusal: `${name} cannot be read as CSV. ${parsed.refusal}` };
  const [first, ...others] = parsed.rows;
  if (!first) return { refusal: `${name} is empty; give a file with a message a line or a row.` };
  if (first.cells.length > mostColumns) {
    return {
      refusal: `${name} cannot be read as CSV: its first line has ${count(first.cells.length)} cells and at most ${mostColumns} are taken. Take out the columns that are not needed.`,
    };
  }
  const ragged = others.find(({ cells }) => cells.length !== first.cells.length);
  if (ragged) {
    return {
      refusal: `${name} cannot be read as CSV: line ${ragged.line} has ${ragged.cells.length} cells and line ${first.line} has ${first.cells.length}. Put messages that hold the delimiter into quotes, or give plain text with a message a line as .txt.`,
    };
  }
  return { table: tableOf(parsed.rows.map(({ cells }) => cells)) };
}

/** The SMS Spam Collection comes so: a label, a tab, the message. */
function tabbed(text: string): boolean {
  const some = text.split('\n', 30).filter((line) => line.trim() !== '');
  return some.length > 1 && some.every((line) => line.split('\t').length === 2);
}

function lines(text: string): MessageTable {
  const rows = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .map((line) => [line]);
  return { columns: ['message'], rows, likely: 0 };
}

/** What headers of such columns are called, the likelier first. */
const usualNames = [
  'text',
  'message',
  'body',
  'sms',
  'email',
  'mail',
  'content',
  'v2',
  'review',
  'comment',
  'subject',
];
const labelNames = [
  'label',
  'class',
  'category',
  'spam',
  'target',
  'sentiment',
  'v1',
  'id',
  'date',
  'from',
  'to',
];

function tableOf(rows: readonly (readonly string[])[]): MessageTable {
  const [first, ...others] = rows;
  const names = first.map((cell) => cell.trim().toLowerCase());
  const isHeader = names.some((name) => usualNames.includes(name) || labelNames.includes(name));
  const below = isHeader ? others : rows;
  const columns = isHeader
    ? first.map((cell, at) => cell.trim().slice(0, 100) || `Column ${at + 1}`)
    : first.map((_, at) => `Column ${at + 1}`);
  const named = usualNames.map((name) => names.indexOf(name)).find((at) => at >= 0);
  return { columns, rows: below, likely: isHeader && named !== undefined ? named : longestColumn(below) };
}

function longestColumn(rows: readonly (readonly string[])[]): number {
  const some = rows.slice(0, 200);
  const lengths = (rows[0] ?? []).map((_, at) => some.reduce((sum, cells) => sum + cells[at].length, 0));
  return Math.max(0, lengths.indexOf(Math.max(...lengths)));
}

/** Wider than that is no table of messages. */
const mostColumns = 50;

function readJson(name: string, text: string): ReadFile {
  let values: unknown[] = [];
  if (/^\s*\[/.test(text)) {
    const whole = parse(text);
    if (!whole || !Array.isArray(whole.value)) {
      return {
        refusal: `${name} cannot be read as JSON; give an array of texts or objects, or one of them a line.`,
      };
    }
    values = whole.value;
  } else {
    for (const [at, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const parsed = parse(line);
      if (!parsed)
        return { refusal: `Line ${at + 1} of ${name} is no JSON; put one text or one object on each line.` };
      values.push(parsed.value);
    }
  }
  if (values.every((value) => typeof value === 'string')) {
    return { table: { columns: ['message'], rows: values.map((value) => [value as string]), likely: 0 } };
  }
  const odd = values.findIndex(
    (value) => typeof value !== 'object' || value === null || Array.isArray(value),
  );
  if (odd >= 0)
    return {
      refusal: `Entry ${odd + 1} of ${name} is no object as the others; give texts alone or objects alone.`,
    };
  const objects = values as readonly Readonly<Record<string, unknown>>[];
  const columns = [...new Set(objects.slice(0, 100).flatMap((value) => Object.keys(value)))].slice(
    0,
    mostColumns,
  );
  if (columns.length === 0) return { refusal: `${name} has objects without fields; give each its message.` };
  const rows = objects.map((value) =>
    columns.map((key) => cellOf(Object.hasOwn(value, key) ? value[key] : '')),
  );
  const named = usualNames.map((usual) => columns.findIndex((key) => key.toLowerCase() === usual));
  return { table: { columns, rows, likely: named.find((at) => at >= 0) ?? longestColumn(rows) } };
}

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function cellOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function count(rows: number): string {
  return rows.toLocaleString('en');
}
