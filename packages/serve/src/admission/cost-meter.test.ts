import { describe, expect, test } from 'vitest';
import { createCostMeter } from './cost-meter.ts';

/** Sizes that are spread as texts are: many short, few long. */
const sizes = Array.from({ length: 200 }, (_, i) => 20 + ((i * 7919) % 1300));

describe('what a question costs', () => {
  test('is not known before anything was answered', () => {
    expect(createCostMeter().estimateMs(100)).toBeNull();
  });

  test.each([
    ['grows with the text', 0, 0.001],
    ['is the same for every text', 5, 0],
    ['is some of both', 3, 0.01],
  ])('%s', (_, fixed, each) => {
    const meter = createCostMeter();
    for (const size of sizes) meter.learn(size, fixed + each * size);
    for (const size of [0, 100, 1300]) expect(meter.estimateMs(size)).toBeCloseTo(fixed + each * size, 6);
  });

  test('follows a model that has become dearer, and one that has become cheaper', () => {
    const meter = createCostMeter();
    for (const size of sizes) meter.learn(size, 0.05);
    for (const size of [...sizes, ...sizes, ...sizes]) meter.learn(size, 5);
    expect(meter.estimateMs(200)).toBeGreaterThan(4.5);
    for (let i = 0; i < 5; i++) for (const size of sizes) meter.learn(size, 0.05);
    expect(meter.estimateMs(200)).toBeLessThan(0.1);
  });

  test('is not moved by a pause of the whole process', () => {
    const meter = createCostMeter();
    for (const size of sizes) meter.learn(size, 0.05);
    meter.learn(100, 500);
    expect(meter.estimateMs(100)).toBeLessThan(0.1);
  });

  test('is believed at once of the first text, and of a size that was never met', () => {
    const meter = createCostMeter();
    meter.learn(1000, 10);
    expect(meter.estimateMs(1000)).toBe(10);
    expect(meter.estimateMs(1)).toBeGreaterThanOrEqual(0);
  });

  test('stays finite however long it learns', () => {
    const meter = createCostMeter();
    for (let i = 0; i < 1e6; i++) meter.learn(i % 2 ? 0 : 1e6, i % 3);
    expect(Number.isFinite(meter.estimateMs(1e6) ?? Number.NaN)).toBe(true);
  });
});
