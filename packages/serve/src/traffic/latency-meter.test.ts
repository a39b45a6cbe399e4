import { expect, test } from 'vitest';
import { createLatencyMeter } from './latency-meter.ts';

test('finds a quantile to within a fifth, and never too short', () => {
  const meter = createLatencyMeter();
  for (let i = 1; i <= 1000; i++) meter.add(i / 10);
  expect(meter.count()).toBe(1000);
  for (const [share, ms] of [
    [0.5, 50],
    [0.95, 95],
    [0.99, 99],
  ]) {
    expect(meter.quantile(share)).toBeGreaterThanOrEqual(ms);
    expect(meter.quantile(share)).toBeLessThan(1.2 * ms);
  }
});

test('takes what no clock should say, and knows nothing before the first', () => {
  const meter = createLatencyMeter();
  expect(meter.quantile(0.5)).toBeNull();
  for (const odd of [0, -1, 1e12]) meter.add(odd);
  expect(meter.count()).toBe(3);
  expect(meter.quantile(0.5)).toBe(0.001);
  expect(meter.quantile(1)).toBeGreaterThan(3_600_000 / 2);
});
