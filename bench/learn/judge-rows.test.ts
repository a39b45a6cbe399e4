import { describe, expect, it } from 'vitest';
import { judge, predictedByPeer } from './judge-rows.ts';

const rows = { labels: Int32Array.of(0, 1, 1, 0), classes: ['ham', 'spam'] };

describe('predictedByPeer', () => {
  it('turns names and the columns of probabilities into our order of classes', () => {
    const dump = {
      classes: ['spam', 'ham'],
      truth: ['ham', 'spam', 'spam', 'ham'],
      predicted: ['ham', 'spam', 'ham', 'ham'],
      probabilities: [
        [0.1, 0.9],
        [0.8, 0.2],
        [0.4, 0.6],
        [0.3, 0.7],
      ],
    };
    const { predicted, probabilities } = predictedByPeer(dump, rows);
    expect([...predicted]).toEqual([0, 1, 0, 0]);
    expect([...(probabilities ?? [])]).toEqual([0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0.7, 0.3]);
  });

  it.each([
    [['ham', 'spam', 'ham', 'ham'], 'row 2 has another label'],
    [['ham', 'spam', 'spam'], 'it has 3 rows'],
  ])('refuses answers about other rows: %j', (truth, reason) => {
    const dump = { classes: ['ham', 'spam'], truth, predicted: truth, probabilities: null };
    expect(() => predictedByPeer(dump, rows)).toThrow(reason);
  });
});

describe('judge', () => {
  it('gives accuracy without probabilities, and no measure of those', () => {
    const judged = judge(rows, Int32Array.of(0, 1, 0, 0), null);
    expect(judged).toMatchObject({ rows: 4, accuracy: 0.75, logLoss: null, ece: null });
    expect(judged.macroF1).toBeCloseTo((0.8 + 2 / 3) / 2, 12);
  });

  it('measures probabilities where they are given', () => {
    const even = new Float64Array(8).fill(0.5);
    const judged = judge(rows, Int32Array.of(0, 1, 0, 0), even);
    expect(judged.logLoss).toBeCloseTo(Math.LN2, 12);
    expect(judged.ece).toBeCloseTo(0.25, 12);
  });
});
