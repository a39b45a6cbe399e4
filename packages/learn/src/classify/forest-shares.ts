import type { DesignMatrix } from '../matrix/design-matrix.ts';
import type { ForestModel } from './classifier.ts';

/**
 * Class shares of each row, averaged over the trees; rows × classes, each row summing to one.
 * A row costs its entries and, a tree, the length of one way down. Values are rounded to a float32 as they
 * were when the thresholds were found.
 */
export function forestShares(
  model: ForestModel,
  x: DesignMatrix,
  out: Float64Array = new Float64Array(x.rows * model.classes),
): Float64Array {
  const { classes, roots, feature, threshold, left, right, leafValues } = model;
  const trees = roots.length;
  const dense = new Float32Array(model.columns);
  out.fill(0);
  for (let row = 0; row < x.rows; row++) {
    scatter(x, row, dense);
    const to = row * classes;
    for (let tree = 0; tree < trees; tree++) {
      let node = roots[tree];
      let column = feature[node];
      while (column >= 0) {
        node = dense[column] <= threshold[node] ? left[node] : right[node];
        column = feature[node];
      }
      const leaf = left[node] * classes;
      for (let c = 0; c < classes; c++) out[to + c] += leafValues[leaf + c];
    }
    for (let c = 0; c < classes; c++) out[to + c] /= trees;
    erase(x, row, dense);
  }
  return out;
}

function scatter(x: DesignMatrix, row: number, dense: Float32Array): void {
  for (const { firstColumn, byRow, rowScale, columnScale } of x.blocks) {
    const { starts, indices, values } = byRow;
    const scale = rowScale[row];
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const column = indices[at];
      dense[firstColumn + column] = scale * columnScale[column] * (values ? values[at] : 1);
    }
  }
}

function erase(x: DesignMatrix, row: number, dense: Float32Array): void {
  for (const { firstColumn, byRow } of x.blocks) {
    const { starts, indices } = byRow;
    for (let at = starts[row]; at < starts[row + 1]; at++) dense[firstColumn + indices[at]] = 0;
  }
}
