import { expect, test } from 'vitest';
import { dateTimeIn, durationText } from './format-time.ts';

test.each([
  [0.04, '0.0 ms'],
  [9.96, '10 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [9960, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [119_700, '2 min 0 s'],
  [3_599_800, '1 h 0 min'],
  [5_400_000, '1 h 30 min'],
])('%d ms reads %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('a time has the day before the month’s name, and a clock of 24 hours', () => {
  expect(dateTimeIn(Date.UTC(2026, 10, 21, 21, 3), 'en-GB', 'UTC')).toBe('21 Nov 2026, 21:03 UTC');
});
