import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csrFromDense, transpose } from '../matrix/csr-matrix.ts';
import { type DesignMatrix, multiply, multiplyTransposed } from '../matrix/design-matrix.ts';
import { createRandom } from '../random.ts';
import { createGram, withConstantFeature } from './gram.ts';
import { packCounts } from './packed-counts.ts';

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

/** X Xᵀ u by the two products of the design. */
function expected(x: DesignMatrix, u: Float64Array): Float64Array {
  const w = new Float64Array(x.columns);
  const z = new Float64Array(x.rows);
  multiplyTransposed(x, u, w, new Float64Array(x.rows));
  multiply(x, w, z, new Float64Array(x.columns));
  return z;
}

test('one pass gives X Xᵀ u, over counts packed here or before', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 30 }), (seed, rows) => {
      const x = makeDesign(rows, seed);
      const random = createRandom(seed + 1);
      const u = Float64Array.from({ length: rows }, () => random.next() - 0.5);
      const out = new Float64Array(rows).fill(7);
      createGram(x).multiply(u, out);
      expected(x, u).forEach((value, i) => {
        expect(out[i]).toBeCloseTo(value, 12);
      });
      const again = new Float64Array(rows);
      const shared = createGram(
        x,
        x.blocks.map(({ byColumn }) => packCounts(byColumn)),
      );
      shared.release();
      shared.multiply(u, again);
      expect(again).toEqual(out);
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
  createGram(x).multiply(ones, out);
  expect([...new Set(out)]).toEqual([rows / 2, 2 * rows]);
});

test('a constant feature adds the sum to every row', () => {
  const gram = withConstantFeature({ multiply: (u, out) => out.set(u), release: () => {} });
  const out = new Float64Array(2);
  gram.multiply(Float64Array.of(2, 5), out);
  expect([...out]).toEqual([9, 12]);
});
