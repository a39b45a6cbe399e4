import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitIsotonic } from './fit-isotonic.ts';

describe('fitIsotonic', () => {
  it('never falls, has rising margins and keeps inside (0, 1)', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 1 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, (some) => {
        const { steps } = fitIsotonic(
          Float64Array.from(some, ([margin]) => margin),
          Int32Array.from(some, ([, label]) => label),
        );
        const [{ margins, probabilities }] = steps;
        for (let i = 0; i < margins.length; i++) {
          expect(probabilities[i]).toBeGreaterThan(0);
          expect(probabilities[i]).toBeLessThan(1);
          if (i === 0) continue;
          expect(margins[i]).toBeGreaterThan(margins[i - 1]);
          expect(probabilities[i]).toBeGreaterThanOrEqual(probabilities[i - 1]);
        }
      }),
    );
  });

  it('pools by hand', () => {
    const fitted = fitIsotonic(Float64Array.of(1, 2, 3, 4, 5, 6), Int32Array.of(0, 1, 0, 0, 1, 1));
    expect(fitted.steps).toEqual([
      { margins: [1, 2, 4, 5, 6], probabilities: [1 / 8, 1 / 3, 1 / 3, 7 / 8, 7 / 8] },
    ]);
  });
});
