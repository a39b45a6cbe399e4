import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { applyCalibration } from './apply-calibration.ts';
import { fitSigmoid } from './fit-sigmoid.ts';
import references from './fixtures/references.json' with { type: 'json' };

describe('fitSigmoid', () => {
  it('is at the optimum: no step in slope or offset lowers the objective', () => {
    const random = createRandom('sigmoid');
    const rows = 400;
    const labels = Int32Array.from({ length: rows }, () => random.below(2));
    const margins = Float64Array.from(labels, (label) => 40 * (label + random.next() + random.next() - 1.4));
    const yes = labels.reduce((sum, label) => sum + label, 0);
    const objective = (slope: number, offset: number): number =>
      labels.reduce((sum, label, row) => {
        const target = label === 1 ? (yes + 1) / (yes + 2) : 1 / (rows - yes + 2);
        const p = 1 / (1 + Math.exp(-(slope * margins[row] + offset)));
        return sum - target * Math.log(p) - (1 - target) * Math.log(1 - p);
      }, 0);
    const {
      slopes: [slope],
      offsets: [offset],
    } = fitSigmoid(margins, labels);
    const h = 1e-5;
    const inOffset = (objective(slope, offset + h) - objective(slope, offset - h)) / (2 * h);
    const inSlope = (objective(slope + h * slope, offset) - objective(slope - h * slope, offset)) / (2 * h);
    expect(Math.abs(inOffset)).toBeLessThan(1e-5);
    expect(Math.abs(inSlope)).toBeLessThan(1e-5);
  });

  it('moves with the margins: a tenth of the slope for ten times the margin', () => {
    const { margins, labels } = references.cases[0];
    const small = fitSigmoid(Float64Array.from(margins), Int32Array.from(labels));
    const large = fitSigmoid(
      Float64Array.from(margins, (margin) => 10 * margin),
      Int32Array.from(labels),
    );
    expect(large.slopes[0] * 10).toBeCloseTo(small.slopes[0], 9);
    expect(large.offsets[0]).toBeCloseTo(small.offsets[0], 9);
  });

  it('gives margins that speak against their class no slope, and the frequency as probability', () => {
    const fitted = fitSigmoid(Float64Array.of(3, 2, 1, -1), Int32Array.of(0, 0, 0, 1));
    const out = new Float64Array(2);
    applyCalibration(fitted, Float64Array.of(5), 1, 1, 2, out);
    expect(fitted.slopes).toEqual([0]);
    expect(out[1]).toBeCloseTo((1 * (2 / 3) + 3 * (1 / 5)) / 4, 12);
  });
});
