import { describe, expect, test } from 'vitest';
import { nextSort, orderBy, readRunsSearch, subjectOf } from './runs-search.ts';

describe('the address of the table of runs', () => {
  test.each([
    [{}, {}],
    [
      { q: 'metrics.accuracy > 0.9', experiment: 'films' },
      { q: 'metrics.accuracy > 0.9', experiment: 'films' },
    ],
    [{ q: 7 }, { q: '7' }],
    [{ q: { evil: true }, experiment: [], sort: 4, columns: 'x', deleted: 'yes' }, {}],
    [
      { sort: 'metrics.f1', up: true },
      { sort: 'metrics.f1', up: true },
    ],
    [{ sort: 'metrics.f1', up: 'true' }, { sort: 'metrics.f1' }],
    [{ sort: 'duration' }, {}],
    [{ sort: 'nonsense', up: true }, {}],
    [{ sort: '__proto__' }, {}],
    [
      { columns: ['status', 'metrics.a', 'status', 'evil', 4, 'params.'] },
      { columns: ['status', 'metrics.a'] },
    ],
    [{ columns: [] }, { columns: [] }],
    [{ deleted: true }, { deleted: true }],
  ])('%j is read as %j', (raw, search) => {
    expect(readRunsSearch(raw)).toEqual(search);
  });

  test('at most sixty columns are read, and no endless filter', () => {
    const columns = Array.from({ length: 100 }, (_, at) => `metrics.m${at}`);
    expect(readRunsSearch({ columns }).columns).toHaveLength(60);
    expect(readRunsSearch({ q: 'x'.repeat(100_000) }).q).toHaveLength(10_000);
  });

  test.each([
    ['metrics.accuracy', 'metrics.accuracy'],
    ['metrics.val/f1 macro', 'metrics."val/f1 macro"'],
    ['tags.a "b" c', 'tags."a ""b"" c"'],
    ['params.a.b', 'params.a.b'],
    ['start', 'start_time'],
    ['user', 'user_id'],
  ])('%s is written as %s', (column, subject) => {
    expect(subjectOf(column)).toBe(subject);
  });

  test('a column sorts down first, then up, then no more', () => {
    const first = nextSort('metrics.f1', {});
    const second = nextSort('metrics.f1', first);
    expect([first, second, nextSort('metrics.f1', second)]).toEqual([
      { sort: 'metrics.f1' },
      { sort: 'metrics.f1', up: true },
      {},
    ]);
    expect(nextSort('start', second)).toEqual({ sort: 'start' });
    expect(orderBy(first)).toEqual(['metrics.f1 desc']);
    expect(orderBy({ sort: 'start', up: true })).toEqual(['start_time asc']);
    expect(orderBy({})).toEqual([]);
  });
});
