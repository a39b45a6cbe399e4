import { expect, test } from 'vitest';
import { batchesSearch, batchSearch, newBatchSearch } from './batch-search.ts';

test.each([
  [{}, {}],
  [
    { only: 'failed', label: 7, from: '3' },
    { only: 'failed', label: '7', from: 3 },
  ],
  [{ only: 'all', label: '', from: 'x' }, {}],
])('an address of a batch asks for rows: %j is %j', (raw, search) => {
  expect(batchSearch(raw)).toEqual(search);
});

test('an address of the list and of a new batch', () => {
  expect(batchesSearch({ status: 'running' })).toEqual({ status: 'running' });
  expect(batchesSearch({ status: 'asleep' })).toEqual({});
  expect(newBatchSearch({ model: 'spam-en@2' })).toEqual({ model: 'spam-en@2' });
});
