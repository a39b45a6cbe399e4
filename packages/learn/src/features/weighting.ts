import { type CsrMatrix, transpose } from '../matrix/csr-matrix.ts';
import { type Block, type DesignMatrix, scatterColumns } from '../matrix/design-matrix.ts';
import type { FeatureSetOptions } from './feature-set.ts';

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
 */
export function weighColumns(set: CountMatrix, rows: WeighedRows): Float64Array {
  const { options, byColumn } = set;
  const columns = byColumn.rows;
  const scale = new Float64Array(columns).fill(1);
  if (options.idf) {
    const held = sumColumns({ ...byColumn, values: null }, rows.weights);
    const total = rows.weights.reduce((sum, weight) => sum + weight, 0);
    for (let j = 0; j < columns; j++) scale[j] *= Math.log((1 + total) / (1 + held[j])) + 1;
  }
  if (options.ratio) {
    const ratio = classRatio(byColumn, rows, options.ratio.alpha);
    for (let j = 0; j < columns; j++) scale[j] *= ratio[j];
  }
  return scale;
}

function classRatio(byColumn: CsrMatrix, rows: WeighedRows, alpha: number): Float64Array {
  const columns = byColumn.rows;
  const sums = Array.from({ length: rows.classes }, (_, k) =>
    sumColumns(
      byColumn,
      rows.weights.map((weight, i) => (rows.labels[i] === k ? weight : 0)),
    ),
  );
  const all = new Float64Array(columns);
  for (const sum of sums) for (let j = 0; j < columns; j++) all[j] += sum[j];
  const total = all.reduce((sum, held) => sum + held, 0);
  const against = (own: Float64Array): Float64Array => {
    const ownTotal = own.reduce((sum, held) => sum + held, 0);
    const bias = Math.log((total - ownTotal + alpha * columns) / (ownTotal + alpha * columns));
    return own.map((held, j) => Math.log((held + alpha) / (all[j] - held + alpha)) + bias);
  };
  if (rows.classes === 2) return against(sums[1]);
  const squares = new Float64Array(columns);
  for (const own of sums)
    against(own).forEach((ratio, j) => {
      squares[j] += ratio * ratio;
    });
  return squares.map((square) => Math.sqrt(square / rows.classes));
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

/** For each column, the weighted sum of what its rows hold. */
function sumColumns(byColumn: CsrMatrix, weights: Float64Array): Float64Array {
  const { rows: columns, starts, indices, values } = byColumn;
  const sums = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let at = starts[column]; at < starts[column + 1]; at++) {
      sum += values ? values[at] * weights[indices[at]] : weights[indices[at]];
    }
    sums[column] = sum;
  }
  return sums;
}
