import { describe, expect, it } from 'vitest';
import references from './fixtures/references.json' with { type: 'json' };
import { chiSquareTail, erfc, normalWidth } from './normal.ts';

describe('the normal distribution', () => {
  it("has SciPy's erfc to twelve digits, far into the tail", () => {
    for (const [x, expected] of references.erfc) expect(erfc(x) / expected).toBeCloseTo(1, 12);
  });

  it("has SciPy's quantiles", () => {
    for (const [level, z] of references.normalWidth) expect(normalWidth(level)).toBeCloseTo(z, 12);
  });

  it('has a chi-square tail of 5 % at 3.841', () => {
    expect(chiSquareTail(3.841458820694124)).toBeCloseTo(0.05, 14);
    expect(chiSquareTail(0)).toBe(1);
  });
});
