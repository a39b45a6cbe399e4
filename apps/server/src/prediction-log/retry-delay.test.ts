import { expect, test } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';

test.each([
  [1, false, 1, 100],
  [2, false, 1, 200],
  [3, false, 0, 200],
  [7, false, 1, 5000],
  [7, true, 1, 500],
  [10_000, false, 1, 5000],
  [10_000, false, 0, 2500],
])('after failure %d, in a hurry %s, chance %d: %d ms', (failures, hurry, random, delayMs) => {
  expect(retryDelayMs(failures, hurry, random)).toBe(delayMs);
});
