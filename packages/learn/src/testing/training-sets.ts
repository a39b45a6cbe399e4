import type { TrainingSet } from '../classify/classifier.ts';
import { type CsrMatrix, csrFromDense, transpose } from '../matrix/csr-matrix.ts';
import { type Block, type DesignMatrix, designFromCsr } from '../matrix/design-matrix.ts';
import { createRandom } from '../random.ts';

/** Sparse data in the open, so that tests can repeat, drop and reorder rows. */
export interface Table {
  readonly rows: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly weights: readonly number[];
  readonly classes: number;
}

/**
 * Like short texts: three words of each class's own, two words of none, every value 0.5 … 2 in steps of a quarter,
 * so that float32 holds it exactly. The last column is always zero. With `noise`, a row may take words of
 * another class; without, the classes can be told apart.
 */
export function wordTable(count: number, classes: number, seed: number, noise = 0): Table {
  const random = createRandom(seed);
  const columns = 3 * classes + 3;
  const labels = Array.from({ length: count }, (_, row) => row % classes);
  const rows = labels.map((label) => {
    const row = new Array<number>(columns).fill(0);
    const value = () => (2 + random.below(7)) / 4;
    row[3 * label + random.below(3)] = value();
    row[3 * label + random.below(3)] = value();
    if (random.next() < noise) row[3 * random.below(classes) + random.below(3)] = value();
    if (random.next() < 0.6) row[3 * classes + random.below(2)] = value();
    return row;
  });
  return { rows, labels, classes, weights: labels.map(() => 1) };
}

export function trainingSetOf(table: Table): TrainingSet {
  return {
    x: designOf(table.rows),
    labels: Int32Array.from(table.labels),
    classes: table.classes,
    weights: Float64Array.from(table.weights),
  };
}

export function designOf(rows: Table['rows']): DesignMatrix {
  return designFromCsr(csrFromDense(rows));
}

/** The rows named, in that order, as often as they are named. */
export function pickRows(table: Table, order: readonly number[]): Table {
  return {
    ...table,
    rows: order.map((row) => table.rows[row]),
    labels: order.map((row) => table.labels[row]),
    weights: order.map((row) => table.weights[row]),
  };
}

/**
 * The same matrix as two blocks with row and column scales that are powers of two: multiplied out they give
 * back the table's values exactly.
 */
export function designInTwoBlocks(rows: Table['rows'], split: number): DesignMatrix {
  const columns = rows[0].length;
  const rowScale = Float64Array.from(rows, (_, row) => 2 ** (row % 3));
  const block = (firstColumn: number, end: number): Block => {
    const columnScale = Float64Array.from({ length: end - firstColumn }, (_, j) => 2 ** (-j % 4));
    const byRow: CsrMatrix = csrFromDense(
      rows.map((row, i) =>
        row.slice(firstColumn, end).map((value, j) => value / rowScale[i] / columnScale[j]),
      ),
    );
    return { firstColumn, byRow, byColumn: transpose(byRow), rowScale, columnScale };
  };
  return { rows: rows.length, columns, blocks: [block(0, split), block(split, columns)] };
}

/** The rows with each value above 0 taken as 1: values stored, or left out as CsrMatrix allows. */
export function designOfOnes(rows: Table['rows'], stored: boolean): DesignMatrix {
  const matrix = csrFromDense(rows.map((row) => row.map(Math.sign)));
  return designFromCsr(stored ? matrix : { ...matrix, values: null });
}
