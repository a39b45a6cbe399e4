import { describe, expect, it } from 'vitest';
import { csrFromDense } from '../matrix/csr-matrix.ts';
import { designFromCsr } from '../matrix/design-matrix.ts';
import { createRandom } from '../random.ts';
import type { RandomForestOptions, TrainingSet } from './classifier.ts';
import { forestShares } from './forest-shares.ts';
import { growTree } from './forest-tree.ts';
import { fitRandomForest, joinTrees, planForest, treeRandom } from './random-forest.ts';

/** Two words and six others: class 1 where one of the two occurs, but not both. */
function exclusiveOr(rows: number, seed: number): TrainingSet {
  const random = createRandom(seed);
  const labels = new Int32Array(rows);
  const dense = Array.from({ length: rows }, (_, row) => {
    const words = Array.from({ length: 8 }, () => (random.next() < 0.15 ? random.next() : 0));
    words[0] = random.below(2);
    words[1] = random.below(2);
    labels[row] = words[0] === words[1] ? 0 : 1;
    return words;
  });
  return {
    x: designFromCsr(csrFromDense(dense)),
    labels,
    classes: 2,
    weights: new Float64Array(rows).fill(1),
  };
}

const context = { random: createRandom('forest') };

function accuracy(shares: Float64Array, labels: Int32Array): number {
  return labels.filter((label, row) => shares[2 * row + label] > 0.5).length / labels.length;
}

describe('random forest', () => {
  it('learns what no linear model can', () => {
    const { model } = fitRandomForest(
      exclusiveOr(400, 1),
      { kind: 'random-forest', trees: 60, candidates: 4 },
      context,
    );
    const unseen = exclusiveOr(300, 2);
    expect(accuracy(forestShares(model, unseen.x), unseen.labels)).toBeGreaterThan(0.85);
  });

  it('is the same forest when its trees are grown in another order', () => {
    const data = exclusiveOr(80, 3);
    const options: RandomForestOptions = { kind: 'random-forest', trees: 7 };
    const plan = planForest(data, options);
    const grown = [6, 2, 0, 5, 1, 4, 3].map(
      (tree) => [tree, growTree(plan.data, plan.limits, treeRandom(context.random, tree))] as const,
    );
    const inOrder = grown.toSorted(([a], [b]) => a - b).map(([, tree]) => tree);
    expect(joinTrees(inOrder, plan.data.columns, plan.data.classes)).toEqual(
      fitRandomForest(data, options, context).model,
    );
  });

  it('gives the shares of one tree where it has one, and means of them where it has more', () => {
    const data = exclusiveOr(60, 4);
    const fit = (trees: number) => fitRandomForest(data, { kind: 'random-forest', trees }, context).model;
    const one = forestShares(fit(1), data.x);
    expect(one.every((share) => share === 0 || share === 1)).toBe(true);
    const three = forestShares(fit(3), data.x);
    expect(three.some((share) => share > 0 && share < 1)).toBe(true);
    three.forEach((share) => {
      expect(Math.abs(share * 3 - Math.round(share * 3))).toBeLessThan(1e-9);
    });
  });

  it('leans to a class that weighs more', () => {
    const data = exclusiveOr(200, 5);
    const meanShare = (classWeights: readonly number[]): number => {
      const options: RandomForestOptions = { kind: 'random-forest', trees: 20, maxDepth: 2, classWeights };
      const shares = forestShares(fitRandomForest(data, options, context).model, data.x);
      return shares.reduce((sum, share, i) => sum + (i % 2 ? share : 0), 0) / data.x.rows;
    };
    expect(meanShare([1, 5])).toBeGreaterThan(meanShare([1, 1]) + 0.2);
  });

  it('draws at least as many rows as there are, however small the weights', () => {
    const data = exclusiveOr(50, 6);
    const small = { ...data, weights: data.weights.map(() => 1e-6) };
    expect(planForest(small, { kind: 'random-forest' }).data.draws).toBe(50);
  });

  it.each([
    { trees: 0 },
    { trees: 1.5 },
    { candidates: 0 },
    { candidates: Number.NaN },
    { maxDepth: -1 },
    { minLeaf: 0 },
  ])('refuses %o by name', (wrong) => {
    expect(() => fitRandomForest(exclusiveOr(10, 1), { kind: 'random-forest', ...wrong }, context)).toThrow(
      expect.objectContaining({
        code: 'RECIPE_INVALID',
        message: expect.stringContaining(Object.keys(wrong)[0]),
      }),
    );
  });
});
