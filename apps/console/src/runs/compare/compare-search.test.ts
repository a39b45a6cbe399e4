import { expect, test } from 'vitest';
import { readCompareSearch } from './compare-search.ts';

test.each([
  [{}, {}],
  [{ ids: ['a1', 'a1', '../x', '', 7] }, { ids: ['a1', '7'] }],
  [{ ids: 'a1' }, {}],
  // What is named is compared, whatever else the address says.
  [{ ids: ['a1'], q: "status = 'failed'" }, { ids: ['a1'] }],
  [
    { q: "status = 'failed'", sort: 'metrics.f1', up: true },
    { q: "status = 'failed'", sort: 'metrics.f1', up: true },
  ],
  [
    { view: 'parallel', axes: ['metrics.f1', 'tags.x', 'evil', 'metrics.f1'] },
    { view: 'parallel', axes: ['metrics.f1'] },
  ],
  [{ view: 'table' }, {}],
  [
    { view: 'constructor', log: true, time: 'x', all: true },
    { log: true, all: true },
  ],
])('%j is read as %j', (raw, search) => {
  expect(readCompareSearch(raw)).toEqual(search);
});

test('as many ids are read as the server takes', () => {
  expect(readCompareSearch({ ids: Array.from({ length: 80 }, (_, at) => `r${at}`) }).ids).toHaveLength(50);
});
