import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csrFromDense } from '../matrix/csr-matrix.ts';
import { packCounts } from './packed-counts.ts';

test('a packed copy holds each entry once, ones first', () => {
  const value = fc.constantFrom(0, 0, 1, 1, 2, 0.5);
  const table = fc.array(fc.array(value, { minLength: 9, maxLength: 9 }), { minLength: 1 });
  fc.assert(
    fc.property(table, (columns) => {
      const { starts, onesEnds, indices, values } = packCounts(csrFromDense(columns, 9));
      let valueAt = 0;
      columns.forEach((column, j) => {
        const found = new Array<number>(9).fill(0);
        for (let at = starts[j]; at < starts[j + 1]; at++)
          found[indices[at]] += at < onesEnds[j] ? 1 : (values?.[valueAt++] ?? Number.NaN);
        expect(found).toEqual(column);
        expect(onesEnds[j] - starts[j]).toBe(column.filter((held) => held === 1).length);
      });
      expect(valueAt).toBe(values?.length ?? 0);
    }),
  );
});

test.each([
  [65536, Uint16Array],
  [65537, Int32Array],
])('numbers %i rows in as few bytes as hold them', (rows, kind) => {
  const last = { rows: 1, columns: rows, starts: Int32Array.of(0, 1), indices: Int32Array.of(rows - 1) };
  const { indices, values } = packCounts({ ...last, values: null });
  expect(indices).toEqual(kind.of(rows - 1));
  expect(values).toBeNull();
});
