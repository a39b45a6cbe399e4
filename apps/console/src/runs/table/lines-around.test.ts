import { expect, test } from 'vitest';
import { linesAround } from './lines-around.ts';

test.each([
  [0, 15, 10_000, 0, 23],
  [7, 22, 10_000, 0, 31],
  [8, 23, 10_000, 0, 31],
  [16, 31, 10_000, 8, 39],
  [9984, 9999, 10_000, 9976, 9999],
  [0, 2, 3, 0, 2],
])('for %i to %i of %i the lines %i to %i are drawn', (startIndex, endIndex, count, first, last) => {
  const lines = linesAround({ startIndex, endIndex, count, overscan: 0 });
  expect([lines[0], lines.at(-1)]).toEqual([first, last]);
});

test('for two screens in a row the same lines, mostly', () => {
  const at = (startIndex: number) =>
    linesAround({ startIndex, endIndex: startIndex + 15, count: 1000, overscan: 0 });
  expect(at(17)).toEqual(at(18));
  expect(linesAround({ startIndex: 0, endIndex: 0, count: 0, overscan: 0 })).toEqual([]);
});
