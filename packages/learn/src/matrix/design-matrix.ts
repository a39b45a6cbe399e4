import { type CsrMatrix, transpose } from './csr-matrix.ts';

/**
 * What a classifier is fitted on:   X = [ R₁ T₁ S₁ | R₂ T₂ S₂ | … ]
 *
 *   T  term counts (or ones) of one feature set, held by rows and by columns
 *   S  diagonal, a scale per column: idf and naive-Bayes weights
 *   R  diagonal, a scale per row: 1 / the row's L2 norm, or 1
 *
 * T is large and shared by all folds and threads; S and R are small and belong to one fit, because idf and
 * ratios may only see the fold's own training rows. Both products below are gathers with a fixed order of
 * summation, so a result does not depend on who computed which part.
 */
export interface DesignMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly firstColumn: number;
  /** T, rows × this block's columns. Most methods never ask for it, and then it may never be made. */
  readonly byRow: CsrMatrix;
  /** The same T turned: one row a column of this block. */
  readonly byColumn: CsrMatrix;
  readonly rowScale: Float64Array;
  readonly columnScale: Float64Array;
}

/** One block with scales of one: the values are used as they stand. */
export function designFromCsr(matrix: CsrMatrix): DesignMatrix {
  const block: Block = {
    firstColumn: 0,
    byRow: matrix,
    byColumn: transpose(matrix),
    rowScale: new Float64Array(matrix.rows).fill(1),
    columnScale: new Float64Array(matrix.columns).fill(1),
  };
  return { rows: matrix.rows, columns: matrix.columns, blocks: [block] };
}

/** out = X v. Linear in the stored entries; `scratch` holds S v and has X's columns. */
export function multiply(x: DesignMatrix, v: Float64Array, out: Float64Array, scratch: Float64Array): void {
  out.fill(0);
  const sums = new Float64Array(x.rows);
  for (const { firstColumn, byColumn, rowScale, columnScale } of x.blocks) {
    sums.fill(0);
    for (let j = 0; j < byColumn.rows; j++) scratch[j] = columnScale[j] * v[firstColumn + j];
    scatterColumns(byColumn, scratch, sums);
    for (let i = 0; i < sums.length; i++) out[i] += rowScale[i] * sums[i];
  }
}

/** out = Xᵀ u. Linear in the stored entries; `scratch` holds R u and has X's rows. */
export function multiplyTransposed(
  x: DesignMatrix,
  u: Float64Array,
  out: Float64Array,
  scratch: Float64Array,
): void {
  out.fill(0);
  for (const { firstColumn, byColumn, rowScale, columnScale } of x.blocks) {
    const { rows, starts, indices, values } = byColumn;
    for (let i = 0; i < x.rows; i++) scratch[i] = rowScale[i] * u[i];
    if (values) gatherValues(rows, starts, indices, values, scratch, columnScale, out, firstColumn);
    else gatherOnes(rows, starts, indices, scratch, columnScale, out, firstColumn);
  }
}

/** sums_i += Σ_j t_ij factor_j, column after column, so that each row's terms are added in the order of its columns. */
export function scatterColumns(byColumn: CsrMatrix, factors: Float64Array, sums: Float64Array): void {
  const { rows: columns, starts, indices, values } = byColumn;
  let at = 0;
  for (let column = 0; column < columns; column++) {
    const end = starts[column + 1];
    const factor = factors[column];
    if (values) for (; at < end; at++) sums[indices[at]] += values[at] * factor;
    else for (; at < end; at++) sums[indices[at]] += factor;
  }
}

/** out[offset + i] += scale[i] · Σ source[index], over the entries of row i. */
function gatherOnes(
  rows: number,
  starts: Int32Array,
  indices: Int32Array,
  source: Float64Array,
  scale: Float64Array,
  out: Float64Array,
  offset: number,
): void {
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const end = starts[row + 1];
    let sum = 0;
    for (; at < end; at++) sum += source[indices[at]];
    out[offset + row] += scale[row] * sum;
  }
}

function gatherValues(
  rows: number,
  starts: Int32Array,
  indices: Int32Array,
  values: Float32Array,
  source: Float64Array,
  scale: Float64Array,
  out: Float64Array,
  offset: number,
): void {
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const end = starts[row + 1];
    let sum = 0;
    for (; at < end; at++) sum += values[at] * source[indices[at]];
    out[offset + row] += scale[row] * sum;
  }
}
