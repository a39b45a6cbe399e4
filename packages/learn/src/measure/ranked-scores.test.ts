import { describe, expect, it } from 'vitest';
import { rankScores, scoreSteps } from './ranked-scores.ts';

describe('rankScores', () => {
  it('refuses a score that is NaN and names its row', () => {
    expect(() => rankScores(Int32Array.of(0, 1), Float64Array.of(0, Number.NaN), 1)).toThrow(/Row 1/);
  });
});

describe('scoreSteps', () => {
  it('puts each bound half way to the next lower score and counts what is at or above it', () => {
    const own = rankScores(Int32Array.of(1, 0, 1, 0), Float64Array.of(0.9, 0.5, 0.5, 0.25), 1);
    expect(scoreSteps(own)).toEqual([
      { bound: 0.7, truePositives: 1, falsePositives: 0 },
      { bound: 0.375, truePositives: 2, falsePositives: 1 },
      { bound: 0.25, truePositives: 2, falsePositives: 2 },
    ]);
  });

  it('uses the score itself where no number lies below it and above the next', () => {
    const next = 1 + Number.EPSILON;
    const own = rankScores(Int32Array.of(1, 0), Float64Array.of(next, 1), 1);
    expect(scoreSteps(own)[0].bound).toBe(next);
  });
});
