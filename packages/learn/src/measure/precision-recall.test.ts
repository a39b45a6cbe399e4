import { describe, expect, it } from 'vitest';
import references from './fixtures/references.json' with { type: 'json' };
import { averagePrecision, precisionRecallCurve } from './precision-recall.ts';
import { classColumn, rankScores } from './ranked-scores.ts';

const { curves, cases } = references;
const pictured = cases.find(({ name }) => name === curves.case)!;
const ranked = rankScores(
  Int32Array.from(pictured.labels),
  classColumn(Float64Array.from(pictured.probabilities), 2, 1),
  1,
);

describe('the precision-recall curve', () => {
  it("is scikit-learn's, from recall 0 up", () => {
    const points = precisionRecallCurve(ranked);
    expect(points.length).toBe(curves.precisionRecall.length);
    points.forEach((point, i) => {
      const [threshold, precision, recall] = curves.precisionRecall[i];
      expect(point.threshold).toBe(threshold);
      expect(point.precision).toBeCloseTo(precision!, 12);
      expect(point.recall).toBeCloseTo(recall!, 12);
    });
  });

  it('has an average precision of at least the share of positives where ranking is perfect or level', () => {
    const level = rankScores(Int32Array.of(1, 0, 0, 1), new Float64Array(4), 1);
    const perfect = rankScores(Int32Array.of(1, 0, 0, 1), Float64Array.of(2, 1, 1, 2), 1);
    expect(averagePrecision(level)).toBe(0.5);
    expect(averagePrecision(perfect)).toBe(1);
  });
});
