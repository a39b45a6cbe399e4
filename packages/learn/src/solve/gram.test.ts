import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csrFromDense, transpose } from '../matrix/csr-matrix.ts';
import { type DesignMatrix, multiply, multiplyTransposed } from '../matrix/design-matrix.ts';
import { createRandom } from '../random.ts';
import { createGram, withConstantFeature, withStartRow } from './gram.ts';

/** Two blocks, counts and ones, with scales; the last column of each is empty, one scale is 0. */
function makeDesign(rows: number, seed: number): DesignMatrix {
  const random = createRandom(seed);
  let firstColumn = 0;
  const blocks = [false, true].map((isOnes) => {
    const dense = Array.from({ length: rows }, () =>
      Array.from({ length: 7 }, (_, j) => (j < 6 && random.next() < 0.4 ? 1 + random.below(3) : 0)),
    );
    const counted = csrFromDense(dense, 7);
    const byRow = isOnes ? { ...counted, values: null } : counted;
    const block = {
      firstColumn,
      byRow,
      byColumn: transpose(byRow),
      rowScale: Float64Array.from({ length: rows }, () => random.next()),
      columnScale: Float64Array.from({ length: 7 }, (_, j) => (j === 3 ? 0 : random.next() - 0.5)),
    };
    firstColumn += 7;
    return block;
  });
  return { rows, columns: 14, blocks };
}

/** X Xᵀ u over the chosen rows, by the two products of the design. */
function expected(x: DesignMatrix, rows: Int32Array, u: Float64Array): Float64Array {
  const spread = new Float64Array(x.rows);
  rows.forEach((row, i) => {
    spread[row] = u[i];
  });
  const w = new Float64Array(x.columns);
  const z = new Float64Array(x.rows);
  multiplyTransposed(x, spread, w, new Float64Array(x.rows));
  multiply(x, w, z, new Float64Array(x.columns));
  return Float64Array.from(rows, (row) => z[row]);
}

test('one pass gives X Xᵀ u over any choice of rows', () => {
  fc.assert(
    fc.property(fc.integer(), fc.uniqueArray(fc.nat(14), { minLength: 1 }), (seed, chosen) => {
      const x = makeDesign(15, seed);
      const rows = Int32Array.from(chosen).sort();
      const random = createRandom(seed + 1);
      const u = Float64Array.from(rows, () => random.next() - 0.5);
      const out = new Float64Array(rows.length).fill(7);
      createGram(x, rows).multiply(u, out);
      expected(x, rows, u).forEach((value, i) => {
        expect(out[i]).toBeCloseTo(value, 12);
      });
    }),
    { numRuns: 50 },
  );
});

test('rows past the 16-bit indices are multiplied all the same', () => {
  const rows = 65540;
  const byRow = {
    rows,
    columns: 2,
    starts: Int32Array.from({ length: rows + 1 }, (_, i) => i),
    indices: Int32Array.from({ length: rows }, (_, i) => i % 2),
    values: null,
  };
  const ones = new Float64Array(rows).fill(1);
  const x = {
    rows,
    columns: 2,
    blocks: [
      {
        firstColumn: 0,
        byRow,
        byColumn: transpose(byRow),
        rowScale: ones,
        columnScale: Float64Array.of(1, 2),
      },
    ],
  };
  const out = new Float64Array(rows);
  createGram(
    x,
    Int32Array.from({ length: rows }, (_, i) => i),
  ).multiply(ones, out);
  expect([...new Set(out)]).toEqual([rows / 2, 2 * rows]);
});

test('a constant feature adds the sum to every row', () => {
  const gram = withConstantFeature({ rows: 2, multiply: (u, out) => out.set(u), release: () => {} });
  const out = new Float64Array(2);
  gram.multiply(Float64Array.of(2, 5), out);
  expect([...out]).toEqual([9, 12]);
});

test('a start is one row more: its products with the rows and with itself', () => {
  const gram = withStartRow(
    { rows: 2, multiply: (u, out) => out.set(u), release: () => {} },
    Float64Array.of(3, 4),
    10,
  );
  const out = new Float64Array(3);
  gram.multiply(Float64Array.of(1, 2, 5), out);
  expect([...out]).toEqual([1 + 15, 2 + 20, 3 + 8 + 50]);
});
