import { expect, test } from 'vitest';
import { datasetNameOf, nameFault } from './dataset-name.ts';

test.each([
  ['reviews.csv', 'reviews'],
  ['IMDB Dataset.csv.gz', 'IMDB-Dataset'],
  ['críticas (2).tsv', 'criticas-2'],
  ['../../etc/passwd', 'etc-passwd'],
  ['отзывы.csv', ''],
  ['v1.2.jsonl', 'v1.2'],
])('the file %s makes the dataset %j', (filename, name) => {
  expect(datasetNameOf(filename)).toBe(name);
  if (name !== '') expect(nameFault(name)).toBeNull();
});

test.each(['', '-a', 'a b', 'a/b', 'é', 'a'.repeat(101)])('%j names no dataset', (name) => {
  expect(nameFault(name)).toMatch(/\.$/);
});
