/**
 * The best cut of one column in one node, by Gini impurity (Breiman et al. 1984, chapter 4):
 *
 *   maximise  Σ_c L_c² / Σ_c L_c + Σ_c R_c² / Σ_c R_c
 *
 * L_c, R_c: weight of class c left and right. The node's own impurity is the same for every cut and is left out.
 * What is added up are draws, whole numbers, and each score is worked out anew from them: it does not depend
 * on the order of the rows to the last bit, so near ties always fall the same way. O(classes) a cut.
 *
 * Rows that lack the column hold zero there. They are never listed: their draws are the node's less those
 * of the listed rows, and they enter as one group between the negative values and the positive ones.
 */
export interface Node {
  /** Different rows in the node. */
  rows: number;
  /** Rows drawn into it, repetitions counted. */
  draws: number;
  /** The same by class. */
  readonly classDraws: Float64Array;
}

export interface Cut {
  score: number;
  column: number;
  /** A row goes left when its value <= threshold. */
  threshold: number;
  /** Rows on the side where zero is not; `zeroLeft` says which side that is. */
  readonly strays: Int32Array;
  strayCount: number;
  zeroLeft: boolean;
}

/** What the kernel knows of the rows, and its own scratch of one number a class. */
export interface RowTable {
  readonly labels: Int32Array;
  /** Times each row was drawn for this tree. */
  readonly repeats: Int32Array;
  readonly classWeights: Float64Array;
  readonly left: Float64Array;
}

/**
 * Puts the best cut of `column` into `best` where it beats the score there. The node's rows with a value in
 * this column lie in rows[from … to), rising by value. Returns whether the column was cut better.
 */
export function improveCut(
  node: Node,
  column: number,
  rows: Int32Array,
  values: Float32Array,
  from: number,
  to: number,
  minLeaf: number,
  table: RowTable,
  best: Cut,
): boolean {
  const { labels, repeats, classWeights, left } = table;
  const { classDraws, draws } = node;
  const classes = classDraws.length;
  left.fill(0);
  let leftDraws = 0;
  let bestScore = best.score;
  let cutAt = -1;
  let below = 0;
  let above = 0;
  let previous = Number.NEGATIVE_INFINITY;
  let at = from;
  let zerosPending = node.rows > to - from;

  while (at < to || zerosPending) {
    const zerosNow = zerosPending && (at === to || values[at] > 0);
    const value = zerosNow ? 0 : values[at];
    if (value > previous && leftDraws >= minLeaf && draws - leftDraws >= minLeaf) {
      let leftSum = 0;
      let leftSquares = 0;
      let rightSum = 0;
      let rightSquares = 0;
      for (let c = 0; c < classes; c++) {
        const l = classWeights[c] * left[c];
        const r = classWeights[c] * (classDraws[c] - left[c]);
        leftSum += l;
        leftSquares += l * l;
        rightSum += r;
        rightSquares += r * r;
      }
      const score = leftSquares / leftSum + rightSquares / rightSum;
      if (score > bestScore) {
        bestScore = score;
        cutAt = at;
        below = previous;
        above = value;
      }
    }
    previous = value;
    if (zerosNow) {
      // Left of here is all that is not listed from here on.
      zerosPending = false;
      left.set(classDraws);
      leftDraws = draws;
      for (let i = at; i < to; i++) {
        const row = rows[i];
        left[labels[row]] -= repeats[row];
        leftDraws -= repeats[row];
      }
    } else {
      const row = rows[at++];
      left[labels[row]] += repeats[row];
      leftDraws += repeats[row];
    }
  }
  if (cutAt < 0) return false;

  let threshold = Math.fround(below / 2 + above / 2);
  // Neighbouring floats: the midpoint may round up to the upper one, which must stay right.
  if (threshold >= above) threshold = below;
  best.score = bestScore;
  best.column = column;
  best.threshold = threshold;
  best.zeroLeft = threshold >= 0;
  const strayFrom = best.zeroLeft ? cutAt : from;
  const strayTo = best.zeroLeft ? to : cutAt;
  for (let i = strayFrom; i < strayTo; i++) best.strays[i - strayFrom] = rows[i];
  best.strayCount = strayTo - strayFrom;
  return true;
}
