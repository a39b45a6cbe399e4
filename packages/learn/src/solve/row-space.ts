import { type DesignMatrix, multiplyTransposed } from '../matrix/design-matrix.ts';

/** w_k = Xᵀα_k, output after output. */
export function weightsOf(x: DesignMatrix, coefficients: Float64Array, outputs: number): Float64Array {
  const { rows, columns } = x;
  const weights = new Float64Array(outputs * columns);
  const scratch = new Float64Array(rows);
  for (let k = 0; k < outputs; k++) {
    const own = coefficients.subarray(k * rows, (k + 1) * rows);
    multiplyTransposed(x, own, weights.subarray(k * columns, (k + 1) * columns), scratch);
  }
  return weights;
}
