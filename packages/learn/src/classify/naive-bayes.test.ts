import { describe, expect, it } from 'vitest';
import { csrFromDense } from '../matrix/csr-matrix.ts';
import { designFromCsr } from '../matrix/design-matrix.ts';
import { createRandom } from '../random.ts';
import type { NaiveBayesOptions, TrainingSet } from './classifier.ts';
import references from './fixtures/naive-bayes/models.json' with { type: 'json' };
import { linearMargins } from './linear-margins.ts';
import { fitNaiveBayes } from './naive-bayes.ts';

const context = { random: createRandom(1) };
const kinds = ['multinomial-naive-bayes', 'complement-naive-bayes'] as const;

function trainingSet(x: number[][], labels: number[], classes: number, weights?: number[]): TrainingSet {
  return {
    x: designFromCsr(csrFromDense(x)),
    labels: Int32Array.from(labels),
    classes,
    weights: Float64Array.from(weights ?? labels.map(() => 1)),
  };
}

describe('naive Bayes', () => {
  it.each(references)(
    'gives the margins of scikit-learn: $kind, alpha $alpha, balanced $balanced, $classes classes',
    (reference) => {
      const { x, y, weights, classes, alpha, balanced, margins } = reference;
      const data = trainingSet(x, y, classes, weights);
      const options: NaiveBayesOptions = {
        kind: reference.kind as NaiveBayesOptions['kind'],
        alpha,
        ...(balanced ? { classWeights: 'balanced' } : {}),
      };
      const { model } = fitNaiveBayes(data, options, context);
      const expected = classes === 2 ? margins.map(([zero, one]) => one - zero) : margins.flat();
      const found = linearMargins(model, data.x);
      expect(found.length).toBe(expected.length);
      expected.forEach((margin, i) => {
        expect(Math.abs(found[i] - margin)).toBeLessThan(1e-9);
      });
    },
  );

  it.each(kinds)('refuses a negative value with its place: %s', (kind) => {
    const data = trainingSet(
      [
        [1, 0],
        [0, 2],
        [1, -0.5],
      ],
      [0, 1, 0],
      2,
    );
    expect(() => fitNaiveBayes(data, { kind }, context)).toThrow(
      expect.objectContaining({
        code: 'RECIPE_INVALID',
        message: expect.stringMatching(/^Row 2, column 1 is -0\.5/),
      }),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses alpha %d', (alpha) => {
    const data = trainingSet(
      [
        [1, 0],
        [0, 2],
      ],
      [0, 1],
      2,
    );
    expect(() => fitNaiveBayes(data, { kind: kinds[0], alpha }, context)).toThrow(
      expect.objectContaining({ code: 'RECIPE_INVALID' }),
    );
  });

  it.each(kinds)('never prefers a class without rows, and keeps its margin finite: %s', (kind) => {
    const data = trainingSet(
      [
        [3, 0, 0],
        [0, 3, 0],
        [0, 0, 0],
      ],
      [0, 2, 2],
      3,
    );
    const margins = linearMargins(fitNaiveBayes(data, { kind }, context).model, data.x);
    for (let row = 0; row < 3; row++) {
      const [first, absent, last] = margins.subarray(3 * row, 3 * row + 3);
      expect(Number.isFinite(absent)).toBe(true);
      expect(absent).toBeLessThan(Math.min(first, last) - 500);
    }
  });
});
