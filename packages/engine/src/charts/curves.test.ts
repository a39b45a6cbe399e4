import { createRandom, evaluate } from '@verdict/learn';
import { describe, expect, it } from 'vitest';
import { classCurves, type ScoredRows, thin } from './curves.ts';
import { confidenceBins, reliabilityBins } from './reliability.ts';

/** Rows with ties: probabilities are rounded to tenths. */
function scoredRows(rows: number, classes: readonly string[], seed: string): ScoredRows {
  const random = createRandom(seed);
  const width = classes.length;
  const labels = Int32Array.from({ length: rows }, () => random.below(width + 1) - 1);
  const probabilities = new Float64Array(rows * width);
  const predicted = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const shares = classes.map((_, k) => Math.round(10 * random.next() + (k === labels[row] ? 4 : 0)) + 0.5);
    const sum = shares.reduce((all, share) => all + share, 0);
    shares.forEach((share, k) => {
      probabilities[row * width + k] = share / sum;
    });
    predicted[row] = shares.indexOf(Math.max(...shares));
  }
  return { labels, predicted, probabilities, classes };
}

describe('classCurves', () => {
  for (const [rows, classes] of [
    [1, ['a', 'b']],
    [37, ['a', 'b']],
    [900, ['a', 'b', 'c']],
  ] as const) {
    it(`has the areas that the metrics have, on ${rows} rows of ${classes.length} classes`, () => {
      const scored = scoredRows(rows, classes, `${rows}`);
      const curves = classCurves(scored);
      for (const [positive, curve] of curves.entries()) {
        // The metrics speak of one class where one is named.
        const metrics = evaluate({ ...scored, classes: classes.length, positive });
        if (curve.rocAuc === null) expect(metrics.rocAuc).toBe(null);
        else expect(curve.rocAuc).toBeCloseTo(metrics.rocAuc ?? Number.NaN, 12);
        if (curve.averagePrecision === null) expect(metrics.averagePrecision).toBe(null);
        else expect(curve.averagePrecision).toBeCloseTo(metrics.averagePrecision ?? Number.NaN, 12);
      }
    });
  }

  it('goes from nothing to everything and never falls in what it finds', () => {
    const [, curve] = classCurves(scoredRows(5_000, ['a', 'b'], 'long'));
    expect(curve.roc[0]).toEqual({ threshold: null, falsePositiveRate: 0, truePositiveRate: 0 });
    expect(curve.roc.at(-1)).toMatchObject({ falsePositiveRate: 1, truePositiveRate: 1 });
    expect(curve.precisionRecall.at(-1)).toMatchObject({ recall: 1 });
    for (let at = 1; at < curve.roc.length; at++) {
      expect(curve.roc[at].truePositiveRate).toBeGreaterThanOrEqual(curve.roc[at - 1].truePositiveRate);
    }
    expect(curve.roc.length).toBeLessThanOrEqual(400);
  });

  it('has fewer points a class the more classes there are', () => {
    const classes = Array.from({ length: 300 }, (_, k) => `class ${k}`);
    const points = classCurves(scoredRows(600, classes, 'many')).flatMap(({ roc, precisionRecall }) => [
      ...roc,
      ...precisionRecall,
    ]);
    expect(points.length).toBeLessThan(2 * 20_000);
  });
});

describe('thin', () => {
  it('keeps both ends and every corner', () => {
    const corner = [
      ...Array.from({ length: 500 }, (_, y) => [0, y / 499]),
      ...Array.from({ length: 500 }, (_, x) => [x / 499, 1]),
    ];
    const kept = thin(corner, 50, ([ax, ay], [bx, by]) => Math.max(Math.abs(ax - bx), Math.abs(ay - by)));
    expect(kept.length).toBeLessThanOrEqual(50);
    expect(kept[0]).toEqual([0, 0]);
    expect(kept.at(-1)).toEqual([1, 1]);
    expect(kept.some(([x, y]) => x === 0 && y > 0.95)).toBe(true);
  });
});

describe('reliabilityBins', () => {
  it('adds up to the calibration error of the metrics', () => {
    const scored = scoredRows(2_000, ['a', 'b', 'c'], 'bins');
    const bins = reliabilityBins(scored);
    const ece = bins.reduce(
      (sum, { rows, accuracy, confidence }) => sum + rows * Math.abs(accuracy - confidence),
      0,
    );
    expect(ece / 2_000).toBeCloseTo(evaluate({ ...scored, classes: 3 }).ece, 12);
    expect(bins.every(({ low, accuracy, high }) => low <= accuracy && accuracy <= high)).toBe(true);
  });
});

describe('confidenceBins', () => {
  it('counts every row once, from the lowest confidence on', () => {
    const scored = scoredRows(500, ['a', 'b'], 'confidence');
    const bins = confidenceBins(scored);
    expect(bins.reduce((sum, { right, wrong }) => sum + right + wrong, 0)).toBe(500);
    expect(bins[0].right + bins[0].wrong).toBeGreaterThan(0);
    expect(bins.at(-1)?.to).toBe(1);
  });

  it('takes a confidence of exactly one', () => {
    const one = {
      labels: Int32Array.of(0),
      predicted: Int32Array.of(0),
      probabilities: Float64Array.of(1, 0),
    };
    expect(confidenceBins({ ...one, classes: ['a', 'b'] })).toEqual([
      { from: 0.95, to: 1, right: 1, wrong: 0 },
    ]);
  });
});
