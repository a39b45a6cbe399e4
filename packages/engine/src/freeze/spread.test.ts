import { expect, it } from 'vitest';
import { spread } from './spread.ts';

it('names values that are there', () => {
  expect(spread(Float64Array.of(9, 1, 5, 3, 2, 4, 6, 8, 7, 10))).toEqual({
    min: 1,
    p10: 1,
    median: 5,
    p90: 9,
    max: 10,
    mean: 5.5,
  });
  expect(spread(Float64Array.of(7))).toEqual({ min: 7, p10: 7, median: 7, p90: 7, max: 7, mean: 7 });
});
