import { expect, test } from 'vitest';
import { batchFormat, resultFormat } from './batch-file.ts';

test.each([
  ['reviews.csv', 'csv'],
  ['a.b/REVIEWS.TSV', 'tsv'],
  ['reviews.jsonl.gz', 'jsonl'],
  ['reviews.ndjson', 'jsonl'],
  ['reviews.json', 'json'],
  ['reviews.parquet', 'parquet'],
])('%s holds %s', (path, format) => {
  expect(batchFormat(path)).toBe(format);
});

test.each(['reviews', 'reviews.xlsx', 'reviews.gz'])('refuses %s', (path) => {
  expect(() => batchFormat(path)).toThrow('has no known ending');
});

test('results are CSV or JSON lines', () => {
  expect([resultFormat('a.csv'), resultFormat('a.JSONL')]).toEqual(['csv', 'jsonl']);
  expect(() => resultFormat('a.tsv')).toThrow('name the results .csv or .jsonl');
});
