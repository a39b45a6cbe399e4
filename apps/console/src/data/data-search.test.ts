import { describe, expect, test } from 'vitest';
import { addSearch, datasetsSearch, diffSearch, rowsSearch } from './data-search.ts';

describe('what an address asks for', () => {
  test.each([
    [{}, {}],
    [
      { q: 'film', label: 'pos', from: 26 },
      { q: 'film', label: 'pos', from: 26 },
    ],
    [
      { q: 2026, label: true, from: '26' },
      { q: '2026', label: 'true', from: 26 },
    ],
    [{ q: '', label: null, from: 0 }, {}],
    [{ q: { a: 1 }, label: ['x'], from: 1.5 }, {}],
    [{ q: 'a'.repeat(300), from: -1 }, { q: 'a'.repeat(200) }],
    [{ from: 1e12, more: 1 }, {}],
  ])('of rows: %j is %j', (raw, search) => {
    expect(rowsSearch(raw)).toEqual(search);
  });

  test.each([
    [
      { from: 1, to: 2, kind: 'removed', page: 3 },
      { from: 1, to: 2, kind: 'removed', page: 3 },
    ],
    [{ from: 'latest', to: '2', kind: 'unchanged', page: 'x' }, { to: 2 }],
  ])('of a difference: %j is %j', (raw, search) => {
    expect(diffSearch(raw)).toEqual(search);
  });

  test('of the list and of what is added', () => {
    expect(datasetsSearch({ q: 12 })).toEqual({ q: '12' });
    expect(addSearch({ to: 'reviews', other: 1 })).toEqual({ to: 'reviews' });
  });
});
