import { describe, expect, test } from 'vitest';
import { intervalScale } from './interval-scale.ts';

const line = (low: number, high: number, bound: number) => ({ low, high, bound });

describe('the scale of a drawing', () => {
  test('holds zero, every bound and every interval', () => {
    const { at } = intervalScale([line(-0.05, 0.01, -0.01), line(0.02, 0.3, 0.02)]);
    for (const value of [-0.05, -0.01, 0, 0.02, 0.3]) {
      expect(at(value)).toBeGreaterThan(0);
      expect(at(value)).toBeLessThan(100);
    }
    expect(at(-0.05)).toBeLessThan(at(0));
  });

  test.each([
    [[line(-0.05, 0.01, -0.01)]],
    [[line(-0.5, 0.5, -0.01)]],
    [[line(0, 0, 0)]],
    [[line(-1, 1, 0)]],
    [[line(-0.0002, 0.0001, -0.01)]],
  ])('has three to seven ticks with zero among them: %j', (lines) => {
    const { ticks } = intervalScale(lines);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks).toContain(0);
  });
});
