import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csrFromDense } from '../matrix/csr-matrix.ts';
import { designFromCsr } from '../matrix/design-matrix.ts';
import { createRandom } from '../random.ts';
import { type ForestData, prepareForest } from './forest-data.ts';
import { createTreeScratch } from './forest-entries.ts';
import { growTree, type Tree } from './forest-tree.ts';

interface Problem {
  readonly dense: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly classWeights: readonly number[];
  readonly candidates: number;
  readonly minLeaf: number;
  readonly seed: number;
}

const problem: fc.Arbitrary<Problem> = fc
  .record({
    rows: fc.integer({ min: 2, max: 30 }),
    columns: fc.integer({ min: 1, max: 12 }),
    classes: fc.integer({ min: 2, max: 4 }),
    share: fc.double({ min: 0.05, max: 1, noNaN: true }),
    minLeaf: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(1_000_000),
  })
  .map(({ rows, columns, classes, share, minLeaf, seed }) => {
    const random = createRandom(seed);
    const zeros = random.next();
    const value = () => (random.next() < zeros ? 0 : [-1, -0.5, 0.25, 0.5, 1, 3][random.below(6)]);
    return {
      dense: Array.from({ length: rows }, () => Array.from({ length: columns }, value)),
      labels: Array.from({ length: rows }, () => random.below(classes)),
      classWeights: Array.from({ length: classes }, (_, c) => 1 + (c % 2) / 2),
      candidates: Math.max(1, Math.round(share * columns)),
      minLeaf,
      seed,
    };
  });

function prepare({ dense, labels, classWeights }: Problem): ForestData {
  return prepareForest(
    {
      x: designFromCsr(csrFromDense(dense)),
      labels: Int32Array.from(labels),
      classes: classWeights.length,
      weights: new Float64Array(labels.length).fill(1),
    },
    Float64Array.from(classWeights),
  );
}

/** The rows of a tree as its generator draws them: one uniform number a draw, each row an equal stretch. */
function bootstrap(rows: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: rows }, () => Math.floor(random.next() * rows));
}

function sums(draws: readonly number[], { labels, classWeights }: Problem): number[] {
  const found = classWeights.map(() => 0);
  for (const row of draws) found[labels[row]] += classWeights[labels[row]];
  return found;
}

/** Weight times Gini impurity: Σ w − Σ w_c² / Σ w. */
function impurity(draws: readonly number[], problem: Problem): number {
  const parts = sums(draws, problem);
  const total = parts.reduce((a, b) => a + b, 0);
  return total - parts.reduce((a, b) => a + b * b, 0) / total;
}

/** The least impurity left after any admissible cut of this column; infinite where there is none. */
function leastImpurity(draws: readonly number[], column: number, problem: Problem): number {
  const { dense, minLeaf } = problem;
  const cuts = new Set(draws.map((row) => dense[row][column]));
  let least = Number.POSITIVE_INFINITY;
  for (const cut of cuts) {
    const left = draws.filter((row) => dense[row][column] <= cut);
    const right = draws.filter((row) => dense[row][column] > cut);
    if (left.length < minLeaf || right.length < minLeaf || right.length === 0) continue;
    least = Math.min(least, impurity(left, problem) + impurity(right, problem));
  }
  return least;
}

/** Calls `visit` for each node with the draws that reach it. */
function walk(tree: Tree, draws: readonly number[], problem: Problem, visit: Visit, node = 0): void {
  visit(node, draws);
  const column = tree.feature[node];
  if (column < 0) return;
  const goesLeft = (row: number) => problem.dense[row][column] <= tree.threshold[node];
  const left = draws.filter(goesLeft);
  const right = draws.filter((row) => !goesLeft(row));
  walk(tree, left, problem, visit, tree.left[node]);
  walk(tree, right, problem, visit, tree.right[node]);
}
type Visit = (node: number, draws: readonly number[]) => void;

function grow(problem: Problem, candidates = problem.candidates): Tree {
  const limits = { candidates, maxDepth: Number.POSITIVE_INFINITY, minLeaf: problem.minLeaf };
  return growTree(prepare(problem), limits, createRandom(problem.seed));
}

describe('a tree', () => {
  it('cuts its chosen column where brute force finds the least impurity', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const tree = grow(given);
        walk(tree, bootstrap(given.labels.length, given.seed), given, (node, draws) => {
          const column = tree.feature[node];
          if (column < 0) return;
          const left = draws.filter((row) => given.dense[row][column] <= tree.threshold[node]);
          const right = draws.filter((row) => given.dense[row][column] > tree.threshold[node]);
          expect(Math.min(left.length, right.length)).toBeGreaterThanOrEqual(given.minLeaf);
          const reached = impurity(left, given) + impurity(right, given);
          expect(reached).toBeCloseTo(leastImpurity(draws, column, given), 9);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('with all columns as candidates chooses the best column of all', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const columns = given.dense[0].length;
        const tree = grow(given, columns);
        walk(tree, bootstrap(given.labels.length, given.seed), given, (node, draws) => {
          if (tree.feature[node] < 0) return;
          const best = Math.min(...given.dense[0].map((_, column) => leastImpurity(draws, column, given)));
          expect(leastImpurity(draws, tree.feature[node], given)).toBeCloseTo(best, 9);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('ends only where a node is pure or nothing can be cut, and holds the shares of the rows there', () => {
    fc.assert(
      fc.property(problem, (full) => {
        const given = { ...full, minLeaf: 1 };
        const tree = grow(given);
        const classes = given.classWeights.length;
        walk(tree, bootstrap(given.labels.length, given.seed), given, (node, draws) => {
          if (tree.feature[node] >= 0) return;
          const constant = given.dense[0].every((_, column) =>
            draws.every((row) => given.dense[row][column] === given.dense[draws[0]][column]),
          );
          expect(constant || new Set(draws.map((row) => given.labels[row])).size === 1).toBe(true);
          const parts = sums(draws, given);
          const total = parts.reduce((a, b) => a + b, 0);
          const leaf = tree.left[node] * classes;
          parts.forEach((part, c) => {
            expect(tree.leafValues[leaf + c]).toBeCloseTo(part / total, 6);
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  it('tells neighbouring floats apart, where the midpoint rounds up to the upper one', () => {
    const upper = 1 + 2 ** -22;
    const lower = 1 + 2 ** -23;
    const given: Problem = {
      dense: [[lower], [upper], [lower], [upper], [lower], [upper]],
      labels: [0, 1, 0, 1, 0, 1],
      classWeights: [1, 1],
      candidates: 1,
      minLeaf: 1,
      seed: 2,
    };
    const tree = grow(given);
    expect([...tree.feature]).toEqual([0, -1, -1]);
    expect(tree.threshold[0]).toBe(lower);
    expect([...tree.leafValues]).toEqual([1, 0, 0, 1]);
  });

  it('stays within the depth it is given', () => {
    const given = fc.sample(problem, { numRuns: 1, seed: 3 })[0];
    const random = createRandom(5);
    const large: Problem = {
      ...given,
      dense: Array.from({ length: 60 }, () => Array.from({ length: 5 }, () => random.next())),
      labels: Array.from({ length: 60 }, (_, row) => row % 2),
      classWeights: [1, 1],
      minLeaf: 1,
    };
    const deepest = (maxDepth: number): number => {
      const tree = growTree(prepare(large), { candidates: 2, maxDepth, minLeaf: 1 }, createRandom(1));
      const depth = (node: number): number =>
        tree.feature[node] < 0 ? 0 : 1 + Math.max(depth(tree.left[node]), depth(tree.right[node]));
      return depth(0);
    };
    expect(deepest(3)).toBe(3);
    expect(deepest(Number.POSITIVE_INFINITY)).toBeGreaterThan(3);
  });

  it('is the same with scratch that another tree has used', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const data = prepare(given);
        const limits = { candidates: given.candidates, maxDepth: 20, minLeaf: given.minLeaf };
        const scratch = createTreeScratch(data, limits.candidates);
        growTree(data, limits, createRandom('another'), scratch);
        expect(growTree(data, limits, createRandom(1), scratch)).toEqual(
          growTree(data, limits, createRandom(1)),
        );
      }),
    );
  });
});
