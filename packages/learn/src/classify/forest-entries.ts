import type { ForestData } from './forest-data.ts';
import type { Cut, RowTable } from './forest-split.ts';

/**
 * Two ways to find the candidates' entries in a node, with the same outcome: rows and values, rising by value.
 * By columns suits large nodes and by rows small ones. (Dense copies of common columns, and copies of a
 * subtree's rows side by side, were tried: fewer entries are read, in the same time.)
 */
export interface TreeScratch extends RowTable {
  /** Rows drawn for the tree, those of one node side by side: order[from … to). */
  readonly order: Int32Array;
  /** 1 for the rows of the node at hand, else 0; of bytes, as are marks below, to stay in the nearest cache. */
  readonly inNode: Uint8Array;
  /** All columns in some order; a draw shuffles its head. */
  readonly shuffled: Int32Array;
  /** 1 for columns that are looked for, else 0. */
  readonly marks: Uint8Array;
  /** Of a marked column: its place among the candidates. */
  readonly places: Int32Array;
  /** Where the list of each candidate ends in `listed`; it begins where the one before ends. */
  readonly listEnds: Int32Array;
  readonly best: Cut;
  /** Entries of one column. */
  readonly found: Entries;
  /** Entries of all candidates, as they were met, and dealt out to a list each; grown on demand. */
  met: Entries;
  listed: Entries;
}

interface Entries {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** Position or place that an entry came from. */
  readonly sources: Int32Array;
}

/** Allocated once a thread and used for all its trees, one after the other. */
export function createTreeScratch(data: ForestData, candidates: number): TreeScratch {
  const { rows, columns, classes, labels, classWeights } = data;
  return {
    labels,
    classWeights,
    repeats: new Int32Array(rows),
    left: new Float64Array(classes),
    order: new Int32Array(rows),
    inNode: new Uint8Array(rows),
    shuffled: new Int32Array(columns),
    marks: new Uint8Array(columns),
    places: new Int32Array(columns),
    listEnds: new Int32Array(candidates),
    best: {
      score: 0,
      column: -1,
      threshold: 0,
      strays: new Int32Array(rows),
      strayCount: 0,
      zeroLeft: true,
    },
    found: createEntries(rows + 1),
    met: createEntries(0),
    listed: createEntries(0),
  };
}

function createEntries(size: number): Entries {
  return { rows: new Int32Array(size), values: new Float32Array(size), sources: new Int32Array(size) };
}

/** Reads the column's whole list, which rises by value already, for rows of the node. Returns how many. */
export function findByColumn(data: ForestData, column: number, scratch: TreeScratch): number {
  const { columnStarts, columnRows, columnValues } = data;
  const { inNode } = scratch;
  const { rows, values, sources } = scratch.found;
  const end = columnStarts[column + 1];
  let count = 0;
  // No branch on what is found: it would be mispredicted at every other entry.
  for (let at = columnStarts[column]; at < end; at++) {
    const row = columnRows[at];
    rows[count] = row;
    sources[count] = at;
    count += inNode[row];
  }
  for (let i = 0; i < count; i++) values[i] = columnValues[sources[i]];
  return count;
}

/** Reads rows order[from … to) and deals the entries of marked columns out to a list each. */
export function listByRows(
  data: ForestData,
  from: number,
  to: number,
  entries: number,
  scratch: TreeScratch,
): void {
  if (scratch.met.rows.length < entries) {
    scratch.met = createEntries(entries);
    scratch.listed = createEntries(entries);
  }
  const { rowStarts, rowColumns, rowValues } = data;
  const { order, marks, places, listEnds } = scratch;
  const { rows, values, sources } = scratch.met;
  listEnds.fill(0);
  let count = 0;
  for (let i = from; i < to; i++) {
    const row = order[i];
    const end = rowStarts[row + 1];
    for (let at = rowStarts[row]; at < end; at++) {
      const column = rowColumns[at];
      if (marks[column] === 0) continue;
      const place = places[column];
      sources[count] = place;
      rows[count] = row;
      values[count++] = rowValues[at];
      listEnds[place]++;
    }
  }
  // Lengths become starts; each start moves to its list's end as entries are dealt.
  let start = 0;
  for (let place = 0; place < listEnds.length; place++) {
    const length = listEnds[place];
    listEnds[place] = start;
    start += length;
  }
  const { rows: listedRows, values: listedValues } = scratch.listed;
  for (let i = 0; i < count; i++) {
    const at = listEnds[sources[i]]++;
    listedRows[at] = rows[i];
    listedValues[at] = values[i];
  }
  let begin = 0;
  for (let place = 0; place < listEnds.length; place++) {
    sortByValue(listedRows, listedValues, begin, listEnds[place]);
    begin = listEnds[place];
  }
}

/** Shell's sort of two arrays side by side: lists here are short, and long ones must not turn quadratic. */
function sortByValue(rows: Int32Array, values: Float32Array, from: number, to: number): void {
  let gap = 1;
  while (gap < (to - from) / 3) gap = 3 * gap + 1;
  for (; gap >= 1; gap = (gap - 1) / 3) {
    for (let i = from + gap; i < to; i++) {
      const row = rows[i];
      const value = values[i];
      let j = i;
      for (; j >= from + gap && values[j - gap] > value; j -= gap) {
        rows[j] = rows[j - gap];
        values[j] = values[j - gap];
      }
      rows[j] = row;
      values[j] = value;
    }
  }
}
