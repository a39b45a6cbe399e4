import { expect, test } from 'vitest';
import { readModelSearch, readModelsSearch } from './model-search.ts';

test.each([
  [{}, {}],
  [{ show: 'judge' }, { show: 'judge' }],
  [{ show: 'details' }, { show: 'details' }],
  [{ show: 'versions' }, {}],
  [{ show: 'everything' }, {}],
  [{ show: ['judge'] }, {}],
  [{ other: 'judge' }, {}],
])('the address %j of a model shows %j', (raw, search) => {
  expect(readModelSearch(raw)).toEqual(search);
});

test.each([
  [{ q: 'spam' }, { q: 'spam' }],
  [{ q: 42 }, { q: '42' }],
  [{ q: '  ' }, {}],
  [{ q: null }, {}],
  [{ q: 'x'.repeat(500) }, { q: 'x'.repeat(100) }],
])('the address %j of the list looks for %j', (raw, search) => {
  expect(readModelsSearch(raw)).toEqual(search);
});
