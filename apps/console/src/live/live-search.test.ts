import { expect, test } from 'vitest';
import { liveSearch } from './live-search.ts';

test.each([
  [{}, {}],
  [
    { model: 'films', window: '1h' },
    { model: 'films', window: '1h' },
  ],
  [{ model: 7 }, { model: '7' }],
  [{ window: '15m' }, {}],
  [{ window: '1y', model: ['a'] }, {}],
  [{ model: 'a\0b' }, {}],
  [{ model: 'x'.repeat(101) }, {}],
])('of the address %j, %j is shown', (raw, shown) => {
  expect(liveSearch(raw)).toEqual(shown);
});
