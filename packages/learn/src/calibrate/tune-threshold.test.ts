import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageScores, classScores } from '../measure/class-scores.ts';
import { confusionMatrix } from '../measure/confusion-matrix.ts';
import { type ThresholdGoal, tuneThreshold } from './tune-threshold.ts';

const labels = Int32Array.of(1, 0, 1, 0, 0, 0);
const scores = Float64Array.of(0.9, 0.8, 0.6, 0.4, 0.2, 0.1);

describe('tuneThreshold', () => {
  const table: readonly [string, ThresholdGoal, object][] = [
    ['the best F1', 'f1', { threshold: 0.5, f1: 0.8, recall: 1 }],
    ['the best macro F1', 'macro-f1', { threshold: 0.5, macroF1: (0.8 + 6 / 7) / 2 }],
    ['the most recall at a precision', { precision: 0.6 }, { threshold: 0.5, recall: 1, reached: true }],
    ['a precision that only the top row has', { precision: 0.9 }, { threshold: 0.85, recall: 0.5 }],
  ];
  it.each(table)('finds %s', (_, goal, expected) => {
    const found = tuneThreshold(labels, scores, goal);
    for (const [name, value] of Object.entries(expected)) {
      if (typeof value === 'number') expect(found[name as keyof typeof found]).toBeCloseTo(value, 12);
      else expect(found[name as keyof typeof found]).toBe(value);
    }
  });

  it('says when no threshold has the precision, and gives the most precise one', () => {
    const found = tuneThreshold(Int32Array.of(0, 1, 0), Float64Array.of(0.9, 0.8, 0.7), { precision: 0.8 });
    expect(found).toMatchObject({ reached: false, precision: 0.5, recall: 1 });
    expect(found.threshold).toBeCloseTo(0.75, 12);
  });

  it('promises what the rows then show, and no other threshold does better', () => {
    const rows = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 10 })), { minLength: 1 })
      .filter((some) => some.some(([label]) => label === 1));
    fc.assert(
      fc.property(rows, fc.constantFrom('f1' as const, 'macro-f1' as const), (some, goal) => {
        const truth = Int32Array.from(some, ([label]) => label);
        const values = Float64Array.from(some, ([, score]) => score / 10);
        const found = tuneThreshold(truth, values, goal);
        const at = (threshold: number) => {
          const called = Int32Array.from(values, (score) => (score >= threshold ? 1 : 0));
          const confusion = confusionMatrix(truth, called, 2);
          return { ...classScores(confusion)[1], macroF1: averageScores(confusion).macro.f1 };
        };
        const shown = at(found.threshold);
        expect(found.f1).toBeCloseTo(shown.f1, 12);
        expect(found.macroF1).toBeCloseTo(shown.macroF1, 12);
        expect(found.precision).toBeCloseTo(shown.precision, 12);
        expect(found.recall).toBeCloseTo(shown.recall, 12);
        const best = goal === 'f1' ? found.f1 : found.macroF1;
        for (const score of values) {
          const other = at(score);
          expect(goal === 'f1' ? other.f1 : other.macroF1).toBeLessThanOrEqual(best + 1e-12);
        }
      }),
    );
  });

  it('takes the other class as positive when told to', () => {
    const turned = scores.map((score) => 1 - score);
    expect(tuneThreshold(labels, turned, 'f1', 0)).toMatchObject({ recall: 1, precision: 0.8 });
  });

  it('refuses rows without the positive class and a precision in percent', () => {
    expect(() => tuneThreshold(Int32Array.of(0), Float64Array.of(1), 'f1')).toThrow(/positive class 1/);
    expect(() => tuneThreshold(labels, scores, { precision: 90 })).toThrow(/above 0 and up to 1/);
  });
});
