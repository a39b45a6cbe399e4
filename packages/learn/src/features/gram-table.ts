/**
 * Exact (prefix, last) → number, open addressing with linear probing.
 * One entry is four 32-bit words side by side (prefix, last, number + 1, unused), so that a look-up that hits
 * at once touches one cache line: the tables are larger than any cache, and a miss costs more than all else.
 */
export interface GramTable {
  cells: Int32Array;
  count: number;
}

export function createGramTable(expected: number): GramTable {
  let capacity = 16;
  while (capacity < expected * 2) capacity *= 2;
  return { cells: new Int32Array(capacity * 4), count: 0 };
}

export function hashGram(prefix: number, last: number): number {
  let hash = Math.imul(prefix + 0x3c6ef372, 0x9e3779b1) ^ Math.imul(last + 0x7f4a7c15, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** The number of a gram, or −1. */
export function findGram(cells: Int32Array, hash: number, prefix: number, last: number): number {
  const mask = (cells.length >>> 2) - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const at = slot << 2;
    const number = cells[at + 2];
    if (number === 0) return -1;
    if (cells[at] === prefix && cells[at + 1] === last) return number - 1;
  }
}

/** The number of a gram; a new one gets the next number. */
export function internGram(table: GramTable, hash: number, prefix: number, last: number): number {
  let cells = table.cells;
  const mask = (cells.length >>> 2) - 1;
  let slot = hash & mask;
  for (; ; slot = (slot + 1) & mask) {
    const at = slot << 2;
    const number = cells[at + 2];
    if (number === 0) break;
    if (cells[at] === prefix && cells[at + 1] === last) return number - 1;
  }
  const number = table.count++;
  if (table.count * 8 > cells.length) {
    cells = widen(cells);
    table.cells = cells;
    placeGram(cells, hash, prefix, last, number);
    return number;
  }
  const at = slot << 2;
  cells[at] = prefix;
  cells[at + 1] = last;
  cells[at + 2] = number + 1;
  return number;
}

export function placeGram(
  cells: Int32Array,
  hash: number,
  prefix: number,
  last: number,
  number: number,
): void {
  const mask = (cells.length >>> 2) - 1;
  let slot = hash & mask;
  while (cells[(slot << 2) + 2] !== 0) slot = (slot + 1) & mask;
  const at = slot << 2;
  cells[at] = prefix;
  cells[at + 1] = last;
  cells[at + 2] = number + 1;
}

function widen(cells: Int32Array): Int32Array {
  const wider = new Int32Array(cells.length * 2);
  for (let at = 0; at < cells.length; at += 4) {
    const number = cells[at + 2];
    if (number === 0) continue;
    placeGram(wider, hashGram(cells[at], cells[at + 1]), cells[at], cells[at + 1], number - 1);
  }
  return wider;
}
