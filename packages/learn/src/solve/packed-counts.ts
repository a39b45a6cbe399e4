import type { CsrMatrix } from '../matrix/csr-matrix.ts';
import { type Allocate, plainMemory } from '../memory.ts';

/**
 * A block's T by columns, as products with it want it: 2 bytes an entry (6 where it is not 1), where the CSR
 * matrix has 4 or 8. It holds no weights, so that one copy serves every fit on these counts.
 */
export interface PackedCounts {
  readonly rows: number;
  /** Where each column starts in `indices`; one more than there are columns. */
  readonly starts: Int32Array;
  /** Where each column's ones end. */
  readonly onesEnds: Int32Array;
  /** Rows, column after column; in each column those where it is 1 come first. 16 bits where the rows allow it. */
  readonly indices: Uint16Array | Int32Array;
  /** What the rows that are not 1 hold, all columns end to end; null where every entry is 1. */
  readonly values: Float32Array | null;
}

/** In the time of three or four products. */
export function packCounts(byColumn: CsrMatrix, allocate: Allocate = plainMemory): PackedCounts {
  const { rows: columns, columns: rows, starts, indices, values } = byColumn;
  const entries = starts[columns];
  const packed = rows <= 65536 ? allocate.uint16(entries) : allocate.int32(entries);
  if (!values) {
    for (let at = 0; at < entries; at++) packed[at] = indices[at];
    return { rows, starts, onesEnds: starts.subarray(1), indices: packed, values: null };
  }
  const onesEnds = allocate.int32(columns);
  const rest = allocate.float32(countRest(values, entries));
  const restRows = new Int32Array(rows);
  let toRest = 0;
  for (let j = 0; j < columns; j++) {
    const end = starts[j + 1];
    let to = starts[j];
    let held = 0;
    for (let at = to; at < end; at++) {
      if (values[at] === 1) packed[to++] = indices[at];
      else {
        restRows[held++] = indices[at];
        rest[toRest++] = values[at];
      }
    }
    onesEnds[j] = to;
    for (let i = 0; i < held; i++) packed[to++] = restRows[i];
  }
  return { rows, starts, onesEnds, indices: packed, values: rest };
}

function countRest(values: Float32Array, entries: number): number {
  let count = 0;
  for (let at = 0; at < entries; at++) count += values[at] === 1 ? 0 : 1;
  return count;
}
