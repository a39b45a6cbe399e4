import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarise } from './summary.ts';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('summarise', () => {
  it.each([
    { values: [3], median: 3, mean: 3, deviation: null },
    { values: [4, 1], median: 2.5, mean: 2.5, deviation: Math.sqrt(4.5) },
    { values: [9, 1, 2], median: 2, mean: 4, deviation: Math.sqrt(19) },
    { values: [10, 2, 4, 3], median: 3.5, mean: 4.75, deviation: Math.sqrt(38.75 / 3) },
  ])('gives median, mean and deviation of $values', ({ values, median, mean, deviation }) => {
    const summary = summarise(values);
    expect(summary).toMatchObject({ count: values.length, median, mean });
    if (deviation === null) expect(summary.deviation).toBeNull();
    else expect(summary.deviation).toBeCloseTo(deviation, 12);
  });

  it('has as many values on either side of the median, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 30 }), (values) => {
        const { median, min, max } = summarise(values);
        const below = values.filter((value) => value < median).length;
        const above = values.filter((value) => value > median).length;
        expect(2 * Math.max(below, above)).toBeLessThanOrEqual(values.length);
        expect([min, max]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
    );
  });

  it('leaves its input in order and refuses nothing at all', () => {
    const values = Object.freeze([3, 1, 2]);
    summarise(values);
    expect(values).toEqual([3, 1, 2]);
    expect(() => summarise([])).toThrow(RangeError);
  });
});
