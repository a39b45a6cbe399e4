import { describe, expect, it } from 'vitest';
import { growthRate } from './growth-rate.ts';

const sizes = [6_250, 12_500, 25_000];

describe('growthRate', () => {
  it.each([0, 0.9, 1, 2])('finds the exponent %d of a power', (exponent) => {
    const points = sizes.map((rows) => ({ rows, cost: 0.003 * rows ** exponent }));
    expect(growthRate(points)).toBeCloseTo(exponent, 9);
  });

  it('reads a fixed cost before linear work as less than linear', () => {
    const rate = growthRate(sizes.map((rows) => ({ rows, cost: 1 + rows / 25_000 })));
    expect(rate).toBeGreaterThan(0);
    expect(rate).toBeLessThan(1);
  });

  it('refuses costs of one size only', () => {
    expect(() => growthRate([{ rows: 10, cost: 1 }])).toThrow('two sizes');
  });
});
