import { LearnError } from '../errors.ts';
import { type Allocate, plainMemory } from '../memory.ts';

/**
 * Compressed sparse rows.
 *
 * Invariants: `starts` has rows + 1 entries, begins at 0 and never falls; the indices of one row rise
 * strictly and lie below `columns`; `values` runs beside `indices`, or is null where every stored value is 1
 * (half the memory, and the kernels read half as much).
 * Builders check once (`assertCsr`); kernels trust.
 */
export interface CsrMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array | null;
}

export function assertCsr(matrix: CsrMatrix): CsrMatrix {
  const { rows, columns, starts, indices, values } = matrix;
  if (starts.length !== rows + 1 || starts[0] !== 0)
    throw misaligned(`${rows} rows, ${starts.length} starts`);
  const entries = starts[rows];
  if (indices.length < entries) throw misaligned(`${entries} entries, ${indices.length} indices`);
  if (values && values.length < entries) throw misaligned(`${entries} entries, ${values.length} values`);
  for (let row = 0; row < rows; row++) {
    let previous = -1;
    if (starts[row + 1] < starts[row]) throw misaligned(`row ${row} ends before it starts`);
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const column = indices[at];
      if (column <= previous || column >= columns)
        throw misaligned(`row ${row} has column ${column} out of order`);
      if (values && !Number.isFinite(values[at])) {
        throw new LearnError(
          'VALUE_NOT_FINITE',
          `Row ${row}, column ${column} is ${values[at]}; give a finite number.`,
        );
      }
      previous = column;
    }
  }
  return matrix;
}

/** From one array of numbers a row; zeros are not stored. For tests and small data. */
export function csrFromDense(
  rows: readonly (readonly number[])[],
  columns = rows[0]?.length ?? 0,
): CsrMatrix {
  const starts = new Int32Array(rows.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  rows.forEach((row, i) => {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    starts[i + 1] = indices.length;
  });
  return assertCsr({
    rows: rows.length,
    columns,
    starts,
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  });
}

/** The same matrix by columns. Two passes over the entries; the result's rows come out sorted. */
export function transpose(matrix: CsrMatrix, allocate: Allocate = plainMemory): CsrMatrix {
  const { rows, columns, starts, indices, values } = matrix;
  const entries = starts[rows];
  const outStarts = allocate.int32(columns + 1);
  const outIndices = allocate.int32(entries);
  const outValues = values ? allocate.float32(entries) : null;
  for (let at = 0; at < entries; at++) outStarts[indices[at] + 1]++;
  for (let column = 0; column < columns; column++) outStarts[column + 1] += outStarts[column];
  const next = outStarts.slice(0, columns);
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const to = next[indices[at]]++;
      outIndices[to] = row;
      if (outValues && values) outValues[to] = values[at];
    }
  }
  return { rows: columns, columns: rows, starts: outStarts, indices: outIndices, values: outValues };
}

function misaligned(what: string): LearnError {
  return new LearnError('ROWS_MISALIGNED', `The sparse matrix does not hold together: ${what}.`);
}
