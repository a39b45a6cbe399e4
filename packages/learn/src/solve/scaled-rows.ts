import type { DesignMatrix } from '../matrix/design-matrix.ts';

/**
 * X a row at a time, against one weight vector w held as v = S w: then x_i · w = r_i Σ_j t_ij v_j is a bare
 * gather, and w += a x_i, done only for rows that move, adds a r_i s_j² t_ij.
 */
export interface ScaledRows {
  /** ‖x_i‖² */
  readonly squaredNorm: (row: number) => number;
  readonly product: (row: number) => number;
  /** w += a x_row */
  readonly add: (row: number, a: number) => void;
}

export function createScaledRows(x: DesignMatrix): ScaledRows {
  const v = new Float64Array(x.columns);
  const squares = new Float64Array(x.columns);
  const blocks = x.blocks.map(({ firstColumn, byRow, rowScale, columnScale }) => {
    const { columns, starts, indices, values } = byRow;
    for (let j = 0; j < columns; j++) squares[firstColumn + j] = columnScale[j] ** 2;
    return {
      starts,
      indices,
      values,
      rowScale,
      v: v.subarray(firstColumn, firstColumn + columns),
      squares: squares.subarray(firstColumn, firstColumn + columns),
    };
  });
  return {
    squaredNorm: (row) => {
      let norm = 0;
      for (const { starts, indices, values, rowScale, squares } of blocks) {
        let sum = 0;
        for (let at = starts[row], end = starts[row + 1]; at < end; at++)
          sum += squares[indices[at]] * (values ? values[at] ** 2 : 1);
        norm += rowScale[row] ** 2 * sum;
      }
      return norm;
    },
    product: (row) => {
      let product = 0;
      for (const { starts, indices, values, rowScale, v } of blocks) {
        const start = starts[row];
        const end = starts[row + 1];
        const sum = values
          ? gatherValues(indices, values, v, start, end)
          : gatherOnes(indices, v, start, end);
        product += rowScale[row] * sum;
      }
      return product;
    },
    add: (row, a) => {
      for (const { starts, indices, values, rowScale, v, squares } of blocks) {
        const start = starts[row];
        const end = starts[row + 1];
        const share = a * rowScale[row];
        if (values) scatterValues(indices, values, squares, v, start, end, share);
        else scatterOnes(indices, squares, v, start, end, share);
      }
    },
  };
}

function gatherOnes(indices: Int32Array, v: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += v[indices[at]];
  return sum;
}

function gatherValues(
  indices: Int32Array,
  values: Float32Array,
  v: Float64Array,
  start: number,
  end: number,
): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += values[at] * v[indices[at]];
  return sum;
}

function scatterOnes(
  indices: Int32Array,
  squares: Float64Array,
  v: Float64Array,
  start: number,
  end: number,
  a: number,
): void {
  for (let at = start; at < end; at++) {
    const j = indices[at];
    v[j] += a * squares[j];
  }
}

function scatterValues(
  indices: Int32Array,
  values: Float32Array,
  squares: Float64Array,
  v: Float64Array,
  start: number,
  end: number,
  a: number,
): void {
  for (let at = start; at < end; at++) {
    const j = indices[at];
    v[j] += a * squares[j] * values[at];
  }
}
