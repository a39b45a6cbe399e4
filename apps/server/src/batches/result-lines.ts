import type { BatchResult } from '@verdict/api';
import type { LabelledRow } from '@verdict/engine';

/** A row of the results as the API has it: every field is there. */
export function presentResult(line: string): BatchResult {
  const row = JSON.parse(line) as LabelledRow;
  return {
    row: row.row,
    text: row.text,
    ...('error' in row
      ? { label: null, confidence: null, scores: null, unsure: null, error: row.error }
      : {
          label: row.label,
          confidence: row.confidence,
          scores: row.scores,
          unsure: row.unsure,
          error: null,
        }),
  };
}

/** One JSON object a line. */
export async function* jsonLines(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const lines of rows) {
    yield `${lines.map((line) => JSON.stringify(presentResult(line))).join('\n')}\n`;
  }
}

/**
 * RFC 4180, and LF as every tool takes it. Of an error there is its code. Texts and labels that a spreadsheet would
 * compute begin with an apostrophe: who wants every text as it was takes JSON lines.
 */
export async function* csvLines(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield 'row,text,label,confidence,unsure,error\n';
  for await (const lines of rows) {
    yield lines
      .map((line) => {
        const { row, text, label, confidence, unsure, error } = presentResult(line);
        const cells = [row, quoted(plain(text)), quoted(plain(label ?? '')), confidence, unsure, error?.code];
        return `${cells.map((cell) => cell ?? '').join(',')}\n`;
      })
      .join('');
  }
}

/** Spreadsheets strip white space before they look, and know the full-width signs as well. */
const computed = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

export function plain(cell: string): string {
  return computed.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export type ResultFormat = 'json' | 'jsonl' | 'csv';

const byType: Readonly<Record<string, ResultFormat>> = {
  'application/json': 'json',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'text/csv': 'csv',
};

/** What a caller asked for; the first media type that is known, whatever its weight. */
export function resultFormat(asked: ResultFormat | undefined, accept: string | undefined): ResultFormat {
  if (asked !== undefined) return asked;
  for (const part of accept?.split(',') ?? []) {
    const known = byType[part.split(';', 1)[0].trim().toLowerCase()];
    if (known !== undefined) return known;
  }
  return 'json';
}
