import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import references from './fixtures/references.json' with { type: 'json' };
import { classColumn, rankScores } from './ranked-scores.ts';
import { rocAuc, rocCurve } from './roc.ts';

const scoredRows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -6, max: 6 })), { minLength: 1 })
  .map((rows) => ({
    labels: Int32Array.from(rows, ([label]) => label),
    scores: Float64Array.from(rows, ([, score]) => score),
  }));

const { curves, cases } = references;
const pictured = cases.find(({ name }) => name === curves.case)!;
const ranked = rankScores(
  Int32Array.from(pictured.labels),
  classColumn(Float64Array.from(pictured.probabilities), 2, 1),
  1,
);

describe('the ROC curve', () => {
  it("has the corners of scikit-learn's", () => {
    const points = rocCurve(ranked);
    expect(points.length).toBe(curves.roc.length);
    points.forEach((point, i) => {
      expect(point.falsePositiveRate).toBeCloseTo(curves.roc[i][0], 12);
      expect(point.truePositiveRate).toBeCloseTo(curves.roc[i][1], 12);
    });
  });

  it('runs from (0, 0) to (1, 1) over an area that is the AUC', () => {
    fc.assert(
      fc.property(scoredRows, ({ labels, scores }) => {
        const own = rankScores(labels, scores, 1);
        const auc = rocAuc(own);
        fc.pre(auc !== null);
        const points = rocCurve(own);
        let area = 0;
        for (let i = 1; i < points.length; i++) {
          const width = points[i].falsePositiveRate - points[i - 1].falsePositiveRate;
          area += (width * (points[i].truePositiveRate + points[i - 1].truePositiveRate)) / 2;
        }
        expect(area).toBeCloseTo(auc, 12);
        expect(points[0]).toEqual({ threshold: null, falsePositiveRate: 0, truePositiveRate: 0 });
        expect(points.at(-1)).toMatchObject({ falsePositiveRate: 1, truePositiveRate: 1 });
      }),
    );
  });

  it('has one minus the area when every score is negated', () => {
    fc.assert(
      fc.property(scoredRows, ({ labels, scores }) => {
        const auc = rocAuc(rankScores(labels, scores, 1));
        const turned = rocAuc(
          rankScores(
            labels,
            scores.map((score) => -score),
            1,
          ),
        );
        if (auc === null) expect(turned).toBeNull();
        else expect(turned).toBeCloseTo(1 - auc, 12);
      }),
    );
  });

  const areas: readonly [string, number[], number[], number | null][] = [
    ['is 1 when every positive is above', [0, 0, 1, 1], [1, 2, 3, 4], 1],
    ['is a half when all scores are equal', [0, 1, 1, 0], [5, 5, 5, 5], 0.5],
    ['counts a tie as half a pair', [0, 0, 1, 1], [1, 2, 2, 3], 0.875],
    ['ranks infinite scores', [0, 1, 1], [Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY], 1],
    ['is open without negatives', [1, 1], [1, 2], null],
  ];
  for (const [title, labels, scores, expected] of areas) {
    it(`area ${title}`, () => {
      expect(rocAuc(rankScores(Int32Array.from(labels), Float64Array.from(scores), 1))).toBe(expected);
    });
  }
});
