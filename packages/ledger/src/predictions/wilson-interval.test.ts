import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

// R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%d right of %d', (correct, of, low, high) => {
  const interval = wilsonInterval(correct, of);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('its ends are the true shares that would make the observed one 1.96 standard deviations away', () => {
  for (const [correct, of] of [
    [1, 3],
    [50, 100],
    [999, 1000],
  ]) {
    const { low, high } = wilsonInterval(correct, of);
    for (const end of [low, high]) {
      const deviations = Math.abs(correct / of - end) / Math.sqrt((end * (1 - end)) / of);
      expect(deviations).toBeCloseTo(1.959963984540054, 9);
    }
  }
});

test('nothing known is anything possible, and an end that was observed is in it', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(wilsonInterval(0, 7).low).toBe(0);
  expect(wilsonInterval(7, 7).high).toBe(1);
});
