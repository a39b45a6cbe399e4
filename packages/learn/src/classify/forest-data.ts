import type { DesignMatrix } from '../matrix/design-matrix.ts';
import type { TrainingSet } from './classifier.ts';

/**
 * What every tree of a forest reads and none writes; plain typed arrays, so threads can share it.
 *
 * The design's scales are multiplied out, each value rounded to a float32 once, zeros dropped. By rows for small
 * nodes; by columns, each column's entries rising by value, for large ones: no node ever sorts a long list.
 * Memory: 16 bytes an entry; while it is built, as much again.
 */
export interface ForestData {
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
  readonly rowStarts: Int32Array;
  readonly rowColumns: Int32Array;
  readonly rowValues: Float32Array;
  readonly columnStarts: Int32Array;
  readonly columnRows: Int32Array;
  readonly columnValues: Float32Array;
  readonly labels: Int32Array;
  readonly classWeights: Float64Array;
  /** Running sum of the rows' weights: a uniform number below the last names a row in proportion to its weight. */
  readonly cumulativeWeights: Float64Array;
  /** Rows drawn for one tree. */
  readonly draws: number;
}

export function prepareForest(data: TrainingSet, classWeights: Float64Array): ForestData {
  const { x, labels, classes, weights } = data;
  const byRow = multiplyOut(x);
  const byColumn = columnsByValue(x.rows, x.columns, byRow);

  const cumulativeWeights = new Float64Array(x.rows);
  let total = 0;
  let present = 0;
  for (let row = 0; row < x.rows; row++) {
    total += weights[row];
    if (weights[row] > 0) present++;
    cumulativeWeights[row] = total;
  }
  return {
    rows: x.rows,
    columns: x.columns,
    classes,
    ...byRow,
    ...byColumn,
    labels,
    classWeights,
    cumulativeWeights,
    // Weights are repetitions; weights scaled to small fractions must not starve the trees of rows.
    draws: Math.max(Math.round(total), present),
  };
}

type ByRow = Pick<ForestData, 'rowStarts' | 'rowColumns' | 'rowValues'>;
type ByColumn = Pick<ForestData, 'columnStarts' | 'columnRows' | 'columnValues'>;

function multiplyOut({ rows, blocks }: DesignMatrix): ByRow {
  let entries = 0;
  for (const { byRow } of blocks) entries += byRow.starts[rows];
  const rowStarts = new Int32Array(rows + 1);
  const rowColumns = new Int32Array(entries);
  const rowValues = new Float32Array(entries);
  let to = 0;
  for (let row = 0; row < rows; row++) {
    for (const { firstColumn, byRow, rowScale, columnScale } of blocks) {
      const { starts, indices, values } = byRow;
      const scale = rowScale[row];
      for (let at = starts[row]; at < starts[row + 1]; at++) {
        const value = Math.fround(scale * columnScale[indices[at]] * (values ? values[at] : 1));
        if (value === 0) continue;
        rowColumns[to] = firstColumn + indices[at];
        rowValues[to++] = value;
      }
    }
    rowStarts[row + 1] = to;
  }
  return { rowStarts, rowColumns: rowColumns.subarray(0, to), rowValues: rowValues.subarray(0, to) };
}

/**
 * Radix sort of all entries by (column, value): two passes of 16 bits over the value's bits, one over the
 * column. A float's bits order as integers do once the sign is flipped (all bits of a negative). Linear.
 */
function columnsByValue(
  rows: number,
  columns: number,
  { rowStarts, rowColumns, rowValues }: ByRow,
): ByColumn {
  const entries = rowValues.length;
  const bits = new Uint32Array(rowValues.slice().buffer);
  for (let at = 0; at < entries; at++) bits[at] ^= bits[at] >>> 31 ? 0xffffffff : 0x80000000;

  let order = new Int32Array(entries);
  for (let at = 0; at < entries; at++) order[at] = at;
  for (const shift of [0, 16]) {
    const next = new Int32Array(65537);
    for (let at = 0; at < entries; at++) next[((bits[at] >>> shift) & 0xffff) + 1]++;
    for (let digit = 0; digit < 65536; digit++) next[digit + 1] += next[digit];
    const sorted = new Int32Array(entries);
    for (let at = 0; at < entries; at++) sorted[next[(bits[order[at]] >>> shift) & 0xffff]++] = order[at];
    order = sorted;
  }

  const rowOf = new Int32Array(entries);
  for (let row = 0; row < rows; row++) rowOf.fill(row, rowStarts[row], rowStarts[row + 1]);
  const columnStarts = new Int32Array(columns + 1);
  for (let at = 0; at < entries; at++) columnStarts[rowColumns[at] + 1]++;
  for (let column = 0; column < columns; column++) columnStarts[column + 1] += columnStarts[column];
  const next = columnStarts.slice(0, columns);
  const columnRows = new Int32Array(entries);
  const columnValues = new Float32Array(entries);
  for (let at = 0; at < entries; at++) {
    const from = order[at];
    const to = next[rowColumns[from]]++;
    columnRows[to] = rowOf[from];
    columnValues[to] = rowValues[from];
  }
  return { columnStarts, columnRows, columnValues };
}
