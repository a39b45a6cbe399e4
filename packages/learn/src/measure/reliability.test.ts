import { describe, expect, it } from 'vitest';
import { expectedCalibrationError, reliability } from './reliability.ts';

describe('reliability', () => {
  const input = {
    labels: Int32Array.of(1, 0, 1, -1, 0),
    predicted: Int32Array.of(1, 1, 1, 1, 0),
    probabilities: Float64Array.of(0.25, 0.75, 0.3, 0.7, 0, 1, 0.4, 0.6, 1, 0),
    classes: 2,
  };

  it('sorts rows by confidence into bins that are open below and closed above', () => {
    const bins = reliability(input, 4);
    expect(bins.map(({ rows }) => rows)).toEqual([0, 0, 3, 2]);
    expect(bins[0]).toEqual({ from: 0, to: 0.25, rows: 0, confidence: null, accuracy: null });
    expect(bins[2].confidence).toBeCloseTo((0.75 + 0.7 + 0.6) / 3, 15);
    expect(bins[2].accuracy).toBeCloseTo(1 / 3, 15);
    expect(bins[3]).toMatchObject({ confidence: 1, accuracy: 1 });
  });

  it('weighs the gap of each bin by its rows', () => {
    const gap = (0.75 + 0.7 + 0.6) / 3 - 1 / 3;
    expect(expectedCalibrationError(reliability(input, 4))).toBeCloseTo((3 / 5) * gap, 15);
  });

  it('has fifteen bins unless told otherwise and loses no row', () => {
    const bins = reliability(input);
    expect(bins.length).toBe(15);
    expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(5);
  });
});
