import { createRandom, evaluate } from '@verdict/learn';
import { describe, expect, test } from 'vitest';
import { pairedMacroF1 } from './paired-macro-f1.ts';

const random = createRandom('macro f1');
const rows = 600;
const labels = Int32Array.from({ length: rows }, () => random.below(3));
const noisy = (share: number): Int32Array =>
  labels.map((label) => (random.next() < share ? random.below(3) : label));
const first = noisy(0.2);
const second = noisy(0.35);

describe('pairedMacroF1', () => {
  test('has the macro F1 that evaluate has', () => {
    const {
      first: one,
      second: other,
      difference,
    } = pairedMacroF1({ labels, first, second, classes: 3 }, 0.95, createRandom(1));
    const probabilities = new Float64Array(rows * 3).fill(1 / 3);
    const of = (predicted: Int32Array) => evaluate({ labels, predicted, probabilities, classes: 3 }).macroF1;
    expect(one).toBeCloseTo(of(first), 12);
    expect(other).toBeCloseTo(of(second), 12);
    expect(difference.estimate).toBeCloseTo(one - other, 12);
  });

  test('does not depend on the order of the rows', () => {
    const backwards = (values: Int32Array): Int32Array => values.toReversed();
    const of = (pairs: Parameters<typeof pairedMacroF1>[0]) => pairedMacroF1(pairs, 0.95, createRandom(2));
    expect(
      of({ labels: backwards(labels), first: backwards(first), second: backwards(second), classes: 3 }),
    ).toEqual(of({ labels, first, second, classes: 3 }));
  });

  test('is narrower than two intervals of their own, since the rows are the same', () => {
    const nearly = first.slice();
    nearly[0] = (first[0] + 1) % 3;
    const { difference } = pairedMacroF1(
      { labels, first, second: nearly, classes: 3 },
      0.95,
      createRandom(3),
    );
    expect(difference.high - difference.low).toBeLessThan(0.01);
  });

  test('averages over the classes that rows have', () => {
    const { first: one } = pairedMacroF1(
      {
        labels: Int32Array.of(0, 0, 1, 1),
        first: Int32Array.of(0, 0, 1, 2),
        second: Int32Array.of(0, 0, 1, 1),
        classes: 3,
      },
      0.95,
      createRandom(4),
    );
    expect(one).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });
});
