import { expect, test } from 'vitest';
import { contentTypeOf, linesOf } from './file-formats.ts';

test('texts stand one a line, however lines end, and empty ones are none', () => {
  expect(linesOf('a film\r\n\n  another \rthird')).toEqual(['a film', 'another', 'third']);
  expect(linesOf(' \n')).toEqual([]);
});

test('a file is sent as what it is', () => {
  const table = { kind: 'table', columns: [], rows: [], doubt: null } as const;
  expect(contentTypeOf({ ...table, format: 'csv' })).toBe('text/csv');
  expect(contentTypeOf({ ...table, format: 'tsv' })).toBe('text/tab-separated-values');
  expect(contentTypeOf({ ...table, format: 'jsonl' })).toBe('application/x-ndjson');
  expect(contentTypeOf({ kind: 'unseen', format: 'parquet' })).toBe('application/vnd.apache.parquet');
  expect(contentTypeOf({ kind: 'unseen', format: 'json' })).toBe('application/json');
});
