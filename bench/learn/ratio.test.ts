import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairRatios } from './ratio.ts';

const seconds = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

describe('pairRatios', () => {
  it('is the median of the pairs, not the ratio of the medians', () => {
    expect(pairRatios([1, 2, 4], [10, 4, 4])).toMatchObject({ median: 2, min: 1, max: 10, count: 3 });
    expect(pairRatios([1, 10, 100], [100, 20, 100]).median).toBe(2);
  });

  it('is untouched by a machine that slows down from pair to pair', () => {
    const slowdown = [1, 1.7, 3, 8];
    const { min, max } = pairRatios(
      slowdown.map((by) => 2 * by),
      slowdown.map((by) => 6 * by),
    );
    expect(min).toBeCloseTo(3, 12);
    expect(max).toBeCloseTo(3, 12);
  });

  it('turns over when the two change places', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(seconds, seconds), { minLength: 1, maxLength: 9 }), (pairs) => {
        const ours = pairs.map(([own]) => own);
        const theirs = pairs.map(([, other]) => other);
        const one = pairRatios(ours, theirs);
        const other = pairRatios(theirs, ours);
        expect(one.max * other.min).toBeCloseTo(1, 9);
        expect(one.min * other.max).toBeCloseTo(1, 9);
        if (pairs.length % 2 === 1) expect(one.median * other.median).toBeCloseTo(1, 9);
      }),
    );
  });

  it('refuses runs that make no pairs and times that are none', () => {
    expect(() => pairRatios([1, 2], [1])).toThrow('no pairs');
    expect(() => pairRatios([0], [1])).toThrow('more than 0');
  });
});
