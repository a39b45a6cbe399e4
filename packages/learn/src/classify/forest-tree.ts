import { LearnError } from '../errors.ts';
import type { Random } from '../random.ts';
import { bestCut } from './forest-candidates.ts';
import type { ForestData } from './forest-data.ts';
import { createTreeScratch, type TreeScratch } from './forest-entries.ts';
import type { Node } from './forest-split.ts';

export interface TreeLimits {
  /** Candidate columns a split, 1 … columns. */
  readonly candidates: number;
  /** Cuts on the longest way from root to leaf. */
  readonly maxDepth: number;
  /** Rows drawn, repetitions counted, that a leaf must hold. */
  readonly minLeaf: number;
}

/** One tree, laid out as in ForestModel with its root at node 0; a left child follows its parent. */
export interface Tree {
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly leafValues: Float32Array;
}

/** A tree that takes longer than this many nodes between two looks at the caller's wish would seem deaf. */
const nodesBetweenStops = 256;

/**
 * Grows one tree on rows drawn with replacement (Breiman 2001). It depends on `data`, `limits` and `random`
 * alone, so trees may be grown in any order, on any thread, into the same bits. `scratch` only saves memory.
 * A node costs its rows and the shorter of: its rows' entries, its candidates' entries.
 */
export function growTree(
  data: ForestData,
  limits: TreeLimits,
  random: Random,
  scratch: TreeScratch = createTreeScratch(data, limits.candidates),
  shouldStop?: () => boolean,
): Tree {
  const { classes, labels, classWeights } = data;
  const { order, best, repeats } = scratch;
  for (let column = 0; column < data.columns; column++) scratch.shuffled[column] = column;
  const drawn = drawRows(data, random, scratch);

  const capacity = 2 * drawn - 1;
  const feature = new Int32Array(capacity);
  const threshold = new Float32Array(capacity);
  const left = new Int32Array(capacity);
  const right = new Int32Array(capacity);
  const leafValues = new Float32Array(drawn * classes);
  let nodes = 0;
  let leaves = 0;

  // Nodes still to be made: their rows, depth, and the parent whose right child they are (−1: a left child).
  const fromStack = new Int32Array(drawn);
  const toStack = new Int32Array(drawn);
  const depthStack = new Int32Array(drawn);
  const parentStack = new Int32Array(drawn);
  let waiting = 1;
  toStack[0] = drawn;
  parentStack[0] = -1;

  const node: Node = { rows: 0, draws: 0, classDraws: new Float64Array(classes) };
  while (waiting > 0) {
    waiting--;
    const from = fromStack[waiting];
    const to = toStack[waiting];
    const depth = depthStack[waiting];
    if (parentStack[waiting] >= 0) right[parentStack[waiting]] = nodes;
    const at = nodes++;
    if (at % nodesBetweenStops === 0 && shouldStop?.()) {
      throw new LearnError('STOPPED', `The tree was stopped at node ${at}; fit again to get a model.`);
    }

    const { classDraws } = node;
    classDraws.fill(0);
    node.rows = to - from;
    node.draws = 0;
    for (let i = from; i < to; i++) {
      const row = order[i];
      classDraws[labels[row]] += repeats[row];
      node.draws += repeats[row];
    }
    let sum = 0;
    let present = 0;
    for (let c = 0; c < classes; c++) {
      sum += classWeights[c] * classDraws[c];
      if (classDraws[c] > 0) present++;
    }

    const divisible = present > 1 && depth < limits.maxDepth && node.draws >= 2 * limits.minLeaf;
    if (!divisible || !bestCut(data, node, from, to, limits.candidates, limits.minLeaf, random, scratch)) {
      feature[at] = -1;
      left[at] = leaves;
      right[at] = leaves;
      for (let c = 0; c < classes; c++) {
        leafValues[leaves * classes + c] = (classWeights[c] * classDraws[c]) / sum;
      }
      leaves++;
      continue;
    }
    feature[at] = best.column;
    threshold[at] = best.threshold;
    left[at] = nodes;
    const middle = partition(from, to, scratch);
    fromStack[waiting] = middle;
    toStack[waiting] = to;
    depthStack[waiting] = depth + 1;
    parentStack[waiting++] = at;
    fromStack[waiting] = from;
    toStack[waiting] = middle;
    depthStack[waiting] = depth + 1;
    parentStack[waiting++] = -1;
  }

  return {
    feature: feature.slice(0, nodes),
    threshold: threshold.slice(0, nodes),
    left: left.slice(0, nodes),
    right: right.slice(0, nodes),
    leafValues: leafValues.slice(0, leaves * classes),
  };
}

/**
 * The bootstrap: rows by their share of the weight, with replacement. A uniform number falls into one row's
 * stretch of the running sum; a row of weight 2 has the stretch of the row given twice. Returns how many
 * different rows were drawn; they begin `order`.
 */
function drawRows(data: ForestData, random: Random, scratch: TreeScratch): number {
  const { rows, cumulativeWeights, draws } = data;
  const { repeats, order } = scratch;
  repeats.fill(0);
  const total = cumulativeWeights[rows - 1];
  for (let draw = 0; draw < draws; draw++) {
    const at = random.next() * total;
    let low = 0;
    let high = rows - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulativeWeights[middle] > at) high = middle;
      else low = middle + 1;
    }
    repeats[low]++;
  }
  let count = 0;
  for (let row = 0; row < rows; row++) if (repeats[row] > 0) order[count++] = row;
  return count;
}

/** Moves the rows that go left to the front of order[from … to) and returns where the others begin. */
function partition(from: number, to: number, scratch: TreeScratch): number {
  const { order, inNode, best } = scratch;
  const { strays, strayCount } = best;
  for (let i = 0; i < strayCount; i++) inNode[strays[i]] = 1;
  const goesLeft = best.zeroLeft ? 0 : 1;
  let middle = from;
  for (let i = from; i < to; i++) {
    const row = order[i];
    if (inNode[row] !== goesLeft) continue;
    order[i] = order[middle];
    order[middle++] = row;
  }
  for (let i = 0; i < strayCount; i++) inNode[strays[i]] = 0;
  return middle;
}
