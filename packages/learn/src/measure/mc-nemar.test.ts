import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import references from './fixtures/references.json' with { type: 'json' };
import { mcNemar, mcNemarFromCounts } from './mc-nemar.ts';

describe('mcNemar', () => {
  it("agrees with SciPy's binomial test below 25 discordant pairs and its chi-square from there on", () => {
    for (const [b, c, p] of references.mcNemar) {
      const test = mcNemarFromCounts(b, c);
      expect(test.p / p).toBeCloseTo(1, 11);
      expect(test.method).toBe(b + c < 25 ? 'exact' : 'chi-square');
    }
  });

  it('counts the rows that only one of the two has right', () => {
    const labels = Int32Array.of(0, 0, 1, 1, -1, 2);
    const first = Int32Array.of(0, 1, 1, 0, 0, 2);
    const second = Int32Array.of(1, 0, 1, 1, 1, 0);
    expect(mcNemar(labels, first, second)).toEqual({ b: 2, c: 2, p: 1, method: 'exact' });
  });

  it('cannot tell a classifier from itself, and does not mind who is first', () => {
    expect(mcNemarFromCounts(0, 0).p).toBe(1);
    expect(mcNemarFromCounts(200, 200).p).toBe(1);
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (b, c) => {
        const { p } = mcNemarFromCounts(b, c);
        expect(p).toBe(mcNemarFromCounts(c, b).p);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('refuses predictions on other rows', () => {
    expect(() => mcNemar(Int32Array.of(1), Int32Array.of(1), Int32Array.of(1, 0))).toThrow(/same rows/);
  });
});
