import { expect, test } from 'vitest';
import { placeOf } from './lengths.tsx';

test.each([
  [10, 10, 1000, 0],
  [1000, 10, 1000, 1],
  [7, 7, 7, 0.5],
  [0, 0, 99, 0],
  [9, 0, 99, 0.5],
])('a length of %i between %i and %i is drawn at %d', (length, shortest, longest, place) => {
  expect(placeOf(length, shortest, longest)).toBeCloseTo(place);
});
