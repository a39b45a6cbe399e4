import { type CsrMatrix, transpose } from '../matrix/csr-matrix.ts';
import { type Block, type DesignMatrix, scatterColumns } from '../matrix/design-matrix.ts';
import type { FeatureSetOptions, RatioOptions } from './feature-set.ts';

/** Labels and weights of the rows that a fit may see; rows of weight 0 are held out and teach no weight. */
export interface WeighedRows {
  readonly labels: Int32Array;
  readonly classes: number;
  readonly weights: Float64Array;
}

export interface CountMatrix {
  readonly options: FeatureSetOptions;
  readonly byColumn: CsrMatrix;
  /** The same by rows, where the classifier reads rows. */
  readonly byRow: CsrMatrix | null;
}

/** The counts of several feature sets side by side, each with the scales that these rows teach. Linear in the entries. */
export function weighFeatures(sets: readonly CountMatrix[], rows: WeighedRows): DesignMatrix {
  let columns = 0;
  const blocks = sets.map((set): Block => {
    const columnScale = weighColumns(set, rows);
    let byRow = set.byRow;
    const block = {
      firstColumn: columns,
      get byRow() {
        byRow ??= transpose(set.byColumn);
        return byRow;
      },
      byColumn: set.byColumn,
      columnScale,
      rowScale: weighRows(set, columnScale),
    };
    columns += set.byColumn.rows;
    return block;
  });
  return { rows: rows.labels.length, columns, blocks };
}

/**
 * s_j = idf_j · ratio_j, each if asked for:
 *   idf_j   = ln((1 + n) / (1 + n_j)) + 1, n the rows and n_j those with column j, by weight
 *   ratio_j = ln(p_j / ‖p‖₁) − ln(q_j / ‖q‖₁), p_j = α + what class 1 holds of column j, q_j the same of the others
 * (Wang and Manning, ACL 2012). With more than two classes, the root mean square of each class's ratio against
 * the rest: how much the column tells at all.
 *
 * A column that none of these rows holds has scale 0: to a model of theirs it is no column, and a held-out row must
 * be read as that model would read it.
 */
export function weighColumns({ options, byColumn }: CountMatrix, rows: WeighedRows): Float64Array {
  const columns = byColumn.rows;
  const scale = new Float64Array(columns).fill(1);
  const ratioSums = options.ratio ? classSums(byColumn, rows) : null;
  // Where a column holds ones, its classes' sums already say how many rows hold it.
  const held = ratioSums && !byColumn.values ? addUp(ratioSums) : rowsHolding(byColumn, rows.weights);
  if (options.idf) {
    const total = rows.weights.reduce((sum, weight) => sum + weight, 0);
    for (let j = 0; j < columns; j++) scale[j] *= Math.log((1 + total) / (1 + held[j])) + 1;
  }
  if (options.ratio && ratioSums) {
    const ratio = classRatio(ratioSums, options.ratio);
    for (let j = 0; j < columns; j++) scale[j] *= ratio[j];
  }
  for (let j = 0; j < columns; j++) if (held[j] === 0) scale[j] = 0;
  return scale;
}

function classRatio(sums: readonly Float64Array[], { alpha, floor = 0 }: RatioOptions): Float64Array {
  const columns = sums[0].length;
  const all = addUp(sums);
  const total = all.reduce((sum, held) => sum + held, 0);
  const against = (own: Float64Array): Float64Array => {
    const ownTotal = own.reduce((sum, held) => sum + held, 0);
    const bias = Math.log((total - ownTotal + alpha * columns) / (ownTotal + alpha * columns));
    return own.map((held, j) => Math.log((held + alpha) / (all[j] - held + alpha)) + bias);
  };
  if (sums.length === 2) return against(sums[1]).map((ratio) => ratio + Math.sign(ratio) * floor);
  const squares = new Float64Array(columns);
  for (const own of sums) {
    against(own).forEach((ratio, j) => {
      squares[j] += ratio * ratio;
    });
  }
  return squares.map((square) => Math.sqrt(square / sums.length) + floor);
}

function addUp(sums: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(sums[0].length);
  for (const sum of sums) for (let j = 0; j < all.length; j++) all[j] += sum[j];
  return all;
}

/** gain, over the row's L2 norm where rows are normalised; an empty row keeps the gain. */
export function weighRows({ options, byColumn }: CountMatrix, columnScale: Float64Array): Float64Array {
  const gain = options.gain ?? 1;
  const scale = new Float64Array(byColumn.columns).fill(gain);
  if (options.normalize === 'none') return scale;
  const norms = new Float64Array(byColumn.columns);
  addSquares(byColumn, columnScale, norms);
  for (let row = 0; row < scale.length; row++) if (norms[row] > 0) scale[row] = gain / Math.sqrt(norms[row]);
  return scale;
}

/** norms_i += Σ_j (t_ij s_j)² */
function addSquares(byColumn: CsrMatrix, columnScale: Float64Array, norms: Float64Array): void {
  const { rows: columns, starts, indices, values } = byColumn;
  const squares = columnScale.map((s) => s * s);
  if (!values) {
    scatterColumns(byColumn, squares, norms);
    return;
  }
  for (let column = 0; column < columns; column++) {
    for (let at = starts[column]; at < starts[column + 1]; at++) {
      norms[indices[at]] += values[at] * values[at] * squares[column];
    }
  }
}

/** For each class and column, the weighted sum of what the class's rows hold. */
function classSums(byColumn: CsrMatrix, { labels, classes, weights }: WeighedRows): Float64Array[] {
  return Array.from({ length: classes }, (_, k) => {
    const own = weights.map((weight, row) => (labels[row] === k ? weight : 0));
    return byColumn.values ? sumColumns(byColumn, own) : rowsHolding(byColumn, own);
  });
}

/** For each column, the weighted sum of what its rows hold. */
function sumColumns(
  { rows: columns, starts, indices, values }: CsrMatrix,
  weights: Float64Array,
): Float64Array {
  const sums = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let at = starts[column]; at < starts[column + 1]; at++) {
      sum += (values ? values[at] : 1) * weights[indices[at]];
    }
    sums[column] = sum;
  }
  return sums;
}

/** For each column, the weight of the rows that hold it. */
function rowsHolding({ rows: columns, starts, indices }: CsrMatrix, weights: Float64Array): Float64Array {
  const held = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let at = starts[column]; at < starts[column + 1]; at++) sum += weights[indices[at]];
    held[column] = sum;
  }
  return held;
}
