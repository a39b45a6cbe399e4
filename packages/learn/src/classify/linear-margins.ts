import { type DesignMatrix, multiply } from '../matrix/design-matrix.ts';
import type { LinearModel } from './classifier.ts';

/** margin_k of every row, row by row: out[row · outputs + k]. One product with X an output. */
export function linearMargins(model: LinearModel, x: DesignMatrix, out?: Float64Array): Float64Array {
  const { columns, outputs, weights, intercepts } = model;
  const margins = out ?? new Float64Array(x.rows * outputs);
  const product = new Float64Array(x.rows);
  const scratch = new Float64Array(columns);
  for (let k = 0; k < outputs; k++) {
    multiply(x, weights.subarray(k * columns, (k + 1) * columns), product, scratch);
    for (let row = 0; row < x.rows; row++) margins[row * outputs + k] = product[row] + intercepts[k];
  }
  return margins;
}
