import type { Task, TaskContext } from '../crew.ts';
import { release } from '../memory.ts';

/**
 * Which rows hold which columns, how often: fills the transposed matrix from the gram streams.
 *
 * Half a million columns are half a million places to write to, and each write a cache miss. So occurrences are
 * first dealt into blocks of neighbouring columns, packed as row · blockColumns + column in one word, and each
 * block is then spread while its columns' ends fit the second-level cache. Rows come in order, so each column's
 * rows come out sorted, and the last row written tells a repetition.
 * Parts share the blocks, so they write side by side without touching.
 */
export interface CountColumnsInput {
  readonly rowStarts: Int32Array;
  /** One stream a level: the gram that ends at each position, or −1; and the grams' columns, or null for the same number. */
  readonly levels: readonly { readonly ends: Int32Array; readonly columnOf: Int32Array | null }[];
  readonly columnStarts: Int32Array;
  /** Out: rows of each column. */
  readonly indices: Int32Array;
  /** Out: how often, or null where that is not asked. */
  readonly values: Float32Array | null;
  readonly part: number;
  readonly parts: number;
}

function countColumns(input: CountColumnsInput, _context: TaskContext): null {
  const { columnStarts, indices, values } = input;
  const rows = input.rowStarts.length - 1;
  const columns = columnStarts.length - 1;
  // 4,096 columns are 256 kB of lines being written; fewer where the row number needs the bits.
  const bits = Math.min(12, 32 - Math.ceil(Math.log2(Math.max(2, rows))));
  const { starts, occurrences } = dealOccurrences(input, bits, columns);
  const next = new Int32Array(1 << bits);
  const mask = (1 << bits) - 1;

  for (let block = input.part; block << bits < columns; block += input.parts) {
    const first = block << bits;
    const inBlock = Math.min(1 << bits, columns - first);
    for (let column = 0; column < inBlock; column++) next[column] = columnStarts[first + column];
    for (let at = starts[block]; at < starts[block + 1]; at++) {
      const word = occurrences[at];
      const column = word & mask;
      const row = word >>> bits;
      const to = next[column];
      if (to > columnStarts[first + column] && indices[to - 1] === row) {
        if (values) values[to - 1]++;
        continue;
      }
      indices[to] = row;
      if (values) values[to] = 1;
      next[column] = to + 1;
    }
  }
  release(occurrences);
  return null;
}

function dealOccurrences(
  input: CountColumnsInput,
  bits: number,
  columns: number,
): { starts: Int32Array; occurrences: Uint32Array } {
  const { rowStarts, levels, part, parts } = input;
  const rows = rowStarts.length - 1;
  const blocks = ((columns - 1) >>> bits) + 1;
  const mask = (1 << bits) - 1;
  const starts = new Int32Array(blocks + 1);
  for (const { ends, columnOf } of levels) {
    for (let at = 0; at < ends.length; at++) {
      const gram = ends[at];
      const column = gram < 0 ? -1 : columnOf ? columnOf[gram] : gram;
      if (column >= 0 && (column >>> bits) % parts === part) starts[(column >>> bits) + 1]++;
    }
  }
  for (let block = 0; block < blocks; block++) starts[block + 1] += starts[block];
  const occurrences = new Uint32Array(starts[blocks]);
  const next = starts.slice();
  for (let row = 0; row < rows; row++) {
    const start = rowStarts[row];
    const end = rowStarts[row + 1];
    for (const { ends, columnOf } of levels) {
      for (let at = start; at < end; at++) {
        const gram = ends[at];
        if (gram < 0) continue;
        const column = columnOf ? columnOf[gram] : gram;
        const block = column >>> bits;
        if (column < 0 || block % parts !== part) continue;
        occurrences[next[block]++] = (row << bits) | (column & mask);
      }
    }
  }
  return { starts, occurrences };
}

export const countColumnsTask: Task<CountColumnsInput, null> = { name: 'count-columns', work: countColumns };
