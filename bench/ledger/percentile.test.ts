import { expect, test } from 'vitest';
import { percentile } from './percentile.ts';

test.each([
  [[1], 0.5, 1],
  [[3, 1, 2], 0.5, 2],
  [[4, 3, 2, 1], 0.5, 2],
  [Array.from({ length: 100 }, (_, at) => at + 1), 0.99, 99],
  [[1, 2, 3], 0.99, 3],
  [[1, 2, 3], 0, 1],
])('of %j, %d are at or below %d', (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});

test('of nothing there is none', () => {
  expect(() => percentile([], 0.5)).toThrow('Nothing was measured');
});
