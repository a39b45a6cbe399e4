import { expect, test } from 'vitest';
import { backOffMs } from './back-off.ts';

test.each([
  [1, 0, 500],
  [1, 0.5, 750],
  [2, 0, 1000],
  [3, 0, 2000],
  [10, 0, 256_000],
  [11, 0, 300_000],
  [99, 0, 300_000],
])('after attempt %d, with chance at %d, it waits %d ms', (attempts, random, expected) => {
  expect(backOffMs(attempts, random)).toBe(expected);
});

test('chance adds at most as much again', () => {
  for (let attempts = 1; attempts < 40; attempts += 1) {
    const least = backOffMs(attempts, 0);
    expect(backOffMs(attempts, 0.999_999)).toBeLessThanOrEqual(2 * least);
    expect(backOffMs(attempts, 0.999_999)).toBeLessThanOrEqual(600_000);
  }
});
