import type { TokenStream } from './token-stream.ts';

/** For each token, how many rows hold it; rows are taken in steps. Linear in the tokens. */
export function rowsOfTokens({ ids, rowStarts, table }: TokenStream, step = 1): Int32Array {
  const rows = new Int32Array(table.count);
  const lastRow = new Int32Array(table.count);
  const rowCount = rowStarts.length - 1;
  for (let row = 0; row < rowCount; row += step) {
    const end = rowStarts[row + 1];
    for (let at = rowStarts[row]; at < end; at++) {
      const id = ids[at];
      if (id < 0 || lastRow[id] === row + 1) continue;
      lastRow[id] = row + 1;
      rows[id]++;
    }
  }
  return rows;
}
