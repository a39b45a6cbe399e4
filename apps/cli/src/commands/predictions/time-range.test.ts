import { expect, test } from 'vitest';
import { timeRange } from './time-range.ts';

const nowMs = Date.UTC(2026, 10, 21, 12);

test.each([
  [null, null, {}],
  ['2h', null, { from_ms: nowMs - 7_200_000 }],
  ['2026-11-20', '2026-11-21', { from_ms: Date.UTC(2026, 10, 20), to_ms: Date.UTC(2026, 10, 21) }],
  ['2026-11-20T10:30Z', null, { from_ms: Date.UTC(2026, 10, 20, 10, 30) }],
  ['999999w', null, { from_ms: 0 }],
])('since %s until %s is %j', (since, until, range) => {
  expect(timeRange({ since, until }, nowMs)).toEqual(range);
});

test.each(['yesterday', '5', '2026-13-01', '1969-12-31', ''])('--since %j is refused', (since) => {
  expect(() => timeRange({ since, until: null }, nowMs)).toThrow(/^--since is .+; give a span such as 2h/);
});
