import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { applyCalibration } from './apply-calibration.ts';
import { fitTemperature } from './fit-temperature.ts';

describe('fitTemperature', () => {
  it('finds the temperature that the margins were heated by', () => {
    const random = createRandom('temperature');
    const rows = 20_000;
    const cold = Float64Array.from({ length: rows }, () => 6 * random.next() - 3);
    const labels = Int32Array.from(cold, (z) => (random.next() < 1 / (1 + Math.exp(-z)) ? 1 : 0));
    const { scale } = fitTemperature(
      cold.map((z) => 5 * z),
      labels,
    );
    expect(scale).toBeGreaterThan(0.19);
    expect(scale).toBeLessThan(0.21);
  });

  it('changes no label, even where margins speak against their class', () => {
    const fitted = fitTemperature(Float64Array.of(3, 2, 1, -1), Int32Array.of(0, 0, 0, 1));
    const out = new Float64Array(4);
    applyCalibration(fitted, Float64Array.of(0.1, -0.1), 2, 1, 2, out);
    expect(out[1]).toBeGreaterThan(out[0]);
    expect(out[2]).toBeGreaterThan(out[3]);
  });
});
