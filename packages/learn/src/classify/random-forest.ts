import { LearnError } from '../errors.ts';
import type { Random } from '../random.ts';
import { resolveClassWeights } from './class-weights.ts';
import type { FitContext, Fitted, ForestModel, RandomForestOptions, TrainingSet } from './classifier.ts';
import { type ForestData, prepareForest } from './forest-data.ts';
import { createTreeScratch } from './forest-entries.ts';
import { growTree, type Tree, type TreeLimits } from './forest-tree.ts';
import { assertTrainingSet } from './training-set.ts';

/** Everything the trees share. Made once; then each tree may be grown wherever there is time for it. */
export interface ForestPlan {
  readonly data: ForestData;
  readonly limits: TreeLimits;
  readonly trees: number;
}

/**
 * A random forest (Breiman 2001) for sparse text: every tree on its own bootstrap, Gini cuts among a few
 * columns drawn anew at each node, grown until its leaves are pure unless limited. Row weights are
 * repetitions and steer the bootstrap; class weights steer the impurity and the leaves.
 */
export function fitRandomForest(
  data: TrainingSet,
  options: RandomForestOptions,
  context: FitContext,
): Fitted<ForestModel> {
  const { random, shouldStop, onProgress } = context;
  const plan = planForest(data, options);
  const scratch = createTreeScratch(plan.data, plan.limits.candidates);
  const grown: Tree[] = [];
  for (let tree = 0; tree < plan.trees; tree++) {
    if (shouldStop?.()) {
      throw new LearnError(
        'STOPPED',
        `The forest was stopped after ${tree} of ${plan.trees} trees; fit it again.`,
      );
    }
    grown.push(growTree(plan.data, plan.limits, treeRandom(random, tree), scratch, shouldStop));
    onProgress?.((tree + 1) / plan.trees);
  }
  return {
    model: joinTrees(grown, plan.data.columns, plan.data.classes),
    report: { converged: true, iterations: plan.trees, objective: null, optimality: null },
  };
}

export function planForest(data: TrainingSet, options: RandomForestOptions): ForestPlan {
  assertTrainingSet(data);
  const { columns } = data.x;
  const { trees = 100, candidates = 'sqrt', maxDepth = Number.POSITIVE_INFINITY, minLeaf = 1 } = options;
  assertCount('trees', trees);
  assertCount('minLeaf', minLeaf);
  if (maxDepth !== Number.POSITIVE_INFINITY) assertCount('maxDepth', maxDepth);
  if (candidates !== 'sqrt') assertCount('candidates', candidates);
  const wanted = candidates === 'sqrt' ? Math.floor(Math.sqrt(columns)) : candidates;
  return {
    data: prepareForest(data, resolveClassWeights(options.classWeights, data)),
    limits: { candidates: Math.min(wanted, columns), maxDepth, minLeaf },
    trees,
  };
}

/** Each tree has a stream of its own, so that the order in which trees are grown changes nothing. */
export function treeRandom(random: Random, tree: number): Random {
  return random.fork(`tree ${tree}`);
}

function assertCount(name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new LearnError('RECIPE_INVALID', `${name} is ${count}; give a whole number of 1 or more.`);
  }
}

/** Trees one after the other, their node and leaf numbers moved up. */
export function joinTrees(trees: readonly Tree[], columns: number, classes: number): ForestModel {
  let nodes = 0;
  let leafValues = 0;
  for (const tree of trees) {
    nodes += tree.feature.length;
    leafValues += tree.leafValues.length;
  }
  const model: ForestModel = {
    kind: 'forest',
    columns,
    classes,
    roots: new Int32Array(trees.length),
    feature: new Int32Array(nodes),
    threshold: new Float32Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    leafValues: new Float32Array(leafValues),
  };
  let firstNode = 0;
  let firstLeaf = 0;
  trees.forEach((tree, t) => {
    model.roots[t] = firstNode;
    model.feature.set(tree.feature, firstNode);
    model.threshold.set(tree.threshold, firstNode);
    model.leafValues.set(tree.leafValues, firstLeaf * classes);
    for (let node = 0; node < tree.feature.length; node++) {
      const shift = tree.feature[node] < 0 ? firstLeaf : firstNode;
      model.left[firstNode + node] = tree.left[node] + shift;
      model.right[firstNode + node] = tree.right[node] + shift;
    }
    firstNode += tree.feature.length;
    firstLeaf += tree.leafValues.length / classes;
  });
  return model;
}
