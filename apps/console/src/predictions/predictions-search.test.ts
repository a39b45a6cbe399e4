import { expect, test } from 'vitest';
import { predictionsQuery, predictionsSearch } from './predictions-search.ts';

test.each([
  [{}, {}],
  [{ model: 'films', version: 2, label: 'positive', only: 'unsure', time: 'day', text: 'warm' }, null],
  [{ version: 2 }, {}],
  [
    { model: 'films', version: '3' },
    { model: 'films', version: 3 },
  ],
  [{ model: 'films', version: '' }, { model: 'films' }],
  [{ model: 'films', version: 1.5 }, { model: 'films' }],
  [{ model: 'films', version: [2] }, { model: 'films' }],
  [{ only: 'disputed' }, {}],
  [{ model: 'films', only: 'disputed' }, null],
  [{ only: 'all', time: 'year' }, {}],
  [
    { label: 1, text: true },
    { label: '1', text: 'true' },
  ],
  [{ label: { a: 1 }, text: ['x'] }, {}],
  [{ text: ` ${'x'.repeat(300)}` }, { text: 'x'.repeat(200) }],
  [{ text: 'a\0b' }, { text: 'ab' }],
])('of %j, %j is asked', (raw, asked) => {
  expect(predictionsSearch(raw)).toEqual(asked ?? raw);
});

test('the same question within a minute has the same time', () => {
  const at = (nowMs: number) => predictionsQuery({ time: 'hour' }, nowMs).from_ms;
  expect(at(7_200_000 + 59_999)).toBe(3_600_000);
  expect(at(7_200_000)).toBe(3_600_000);
});

test.each([
  ['unsure', { unsure: true }],
  ['sure', { unsure: false }],
  ['disputed', { disputed: true, model: 'films' }],
] as const)('only the %s', (only, query) => {
  expect(predictionsQuery({ only, ...(only === 'disputed' && { model: 'films' }) }, 0)).toEqual(query);
});
