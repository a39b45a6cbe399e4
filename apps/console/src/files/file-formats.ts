import type { Peek } from './peek-file.ts';

/** What a batch's file is sent as. */
export function contentTypeOf(peek: Peek): string {
  switch (peek.kind) {
    case 'table':
      return peek.format === 'csv'
        ? 'text/csv'
        : peek.format === 'tsv'
          ? 'text/tab-separated-values'
          : 'application/x-ndjson';
    case 'unseen':
      return peek.format === 'parquet' ? 'application/vnd.apache.parquet' : 'application/json';
    default:
      return 'application/json';
  }
}

/** Texts that stand one a line; empty lines are none. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** As the JSON array that the server takes. */
export function linesAsJson(text: string): string {
  return JSON.stringify(linesOf(text));
}
