import { describe, expect, it } from 'vitest';
import references from './fixtures/references.json' with { type: 'json' };
import { wilsonInterval } from './wilson-interval.ts';

describe('wilsonInterval', () => {
  it("agrees with SciPy's", () => {
    for (const [successes, trials, level, low, high] of references.wilson) {
      const interval = wilsonInterval(successes, trials, level);
      expect(interval.low).toBeCloseTo(low, 12);
      expect(interval.high).toBeCloseTo(high, 12);
      expect(interval.estimate).toBe(successes / trials);
    }
  });

  it('refuses no trials, more successes than trials and a level of 95', () => {
    expect(() => wilsonInterval(0, 0)).toThrow(/at least one trial/);
    expect(() => wilsonInterval(3, 2)).toThrow(/3 in 2/);
    expect(() => wilsonInterval(1, 2, 95)).toThrow(/between 0 and 1/);
  });
});
