import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { bootstrapConfusion, bootstrapInterval } from './bootstrap-interval.ts';
import { averageScores, macroF1 } from './class-scores.ts';
import { accuracy, confusionMatrix } from './confusion-matrix.ts';

describe('bootstrapInterval', () => {
  const rows = 2000;
  const right = Uint8Array.from({ length: rows }, (_, row) => (row % 10 === 0 ? 0 : 1));
  const shareRight = (indices: Int32Array): number => {
    let sum = 0;
    for (const row of indices) sum += right[row];
    return sum / indices.length;
  };
  const labels = new Int32Array(rows);
  const predicted = Int32Array.from(right, (one) => 1 - one);

  it('is the same for the same seed and another for another', () => {
    const of = (seed: number) =>
      bootstrapInterval(rows, shareRight, { random: createRandom(seed), resamples: 200 });
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('is as wide as the binomial says, by rows and by confusion counts alike', () => {
    const byRows = bootstrapInterval(rows, shareRight, { random: createRandom(3) });
    const byCounts = bootstrapConfusion(confusionMatrix(labels, predicted, 2), accuracy, {
      random: createRandom(3),
    });
    const width = 2 * 1.96 * Math.sqrt((0.9 * 0.1) / rows);
    for (const interval of [byRows, byCounts]) {
      expect(interval.estimate).toBeCloseTo(0.9, 12);
      expect(interval.low).toBeLessThan(0.9);
      expect(interval.high).toBeGreaterThan(0.9);
      expect((interval.high - interval.low) / width).toBeGreaterThan(0.85);
      expect((interval.high - interval.low) / width).toBeLessThan(1.15);
    }
  });

  it('draws confusion counts that add up to the rows, and leaves the given ones alone', () => {
    const confusion = confusionMatrix(
      Int32Array.of(0, 1, 2, -1, 1, 1, 2, 0),
      Int32Array.of(0, 1, 1, 2, 1, 0, 2, 0),
      3,
    );
    const before = confusion.counts.slice();
    bootstrapConfusion(
      confusion,
      ({ counts }) => {
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8);
        counts.forEach((count, cell) => {
          if (before[cell] === 0) expect(count).toBe(0);
        });
        return 0;
      },
      { random: createRandom(4), resamples: 200 },
    );
    expect(confusion.counts).toEqual(before);
  });

  it('has the macro F1 that the averages have', () => {
    const confusion = confusionMatrix(Int32Array.of(0, 1, 1, -1, 0), Int32Array.of(0, 1, 0, 1, 0), 4);
    expect(macroF1(confusion)).toBe(averageScores(confusion).macro.f1);
    const interval = bootstrapConfusion(confusion, macroF1, { random: createRandom(5), level: 0.5 });
    expect(interval.estimate).toBe(macroF1(confusion));
    expect(interval.level).toBe(0.5);
  });

  it('covers the true accuracy about as often as it says', () => {
    const random = createRandom('coverage');
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const wrong = Int32Array.from({ length: 300 }, () => (random.next() < 0.8 ? 0 : 1));
      const confusion = confusionMatrix(new Int32Array(300), wrong, 2);
      const { low, high } = bootstrapConfusion(confusion, accuracy, { random, resamples: 400 });
      if (low <= 0.8 && 0.8 <= high) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.89);
    expect(covered / 200).toBeLessThan(0.995);
  });

  it('refuses no rows, no resamples and a level of 1', () => {
    const random = createRandom(0);
    expect(() => bootstrapInterval(0, () => 0, { random })).toThrow(/at least one row/);
    expect(() => bootstrapInterval(1, () => 0, { random, resamples: 0 })).toThrow(/1000/);
    expect(() => bootstrapInterval(1, () => 0, { random, level: 1 })).toThrow(/0.95/);
  });
});
