export interface FrequentWords {
  /** The word from `start` to `end` of the text of a row, by its hashes. Rows come in order. */
  readonly see: (row: number, text: string, start: number, end: number, hash: number, check: number) => void;
  readonly top: (most: number) => readonly { readonly word: string; readonly rows: number }[];
}

/**
 * The words that most rows have, by lossy counting (Manku and Motwani, "Approximate frequency counts over data
 * streams", VLDB 2002): after each window of w words, those too rare to matter are dropped. A count is short by at most
 * N / w for N words in all, and at most about w·log(N/w) words are in memory. Where there are fewer distinct words
 * than the window is long, nothing is dropped and every count is exact.
 */
export function frequentWords(windowWords = 1 << 18): FrequentWords {
  let table = wordTable(1 << 12);
  let windows = 0;
  let left = windowWords;

  const drop = (): void => {
    windows++;
    const kept = wordTable(table.capacity);
    for (let id = 0; id < table.size; id++) {
      if (table.rows[id] + table.missed[id] > windows) kept.copy(table, id);
    }
    table = kept;
  };

  return {
    see: (row, text, start, end, hash, check) => {
      const id = table.find(hash, check);
      if (id < 0) {
        if (2 * table.size >= table.capacity) table = grown(table);
        table.add(hash, check, text.slice(start, end).toLowerCase(), row, windows);
      } else if (table.lastRow[id] !== row) {
        table.rows[id]++;
        table.lastRow[id] = row;
      }
      if (--left > 0) return;
      left = windowWords;
      if (table.size >= windowWords) drop();
    },
    top: (most) =>
      table.words
        .map((word, id) => ({ word, rows: table.rows[id] }))
        .sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1))
        .slice(0, most),
  };
}

interface WordTable {
  readonly capacity: number;
  readonly size: number;
  readonly words: readonly string[];
  readonly rows: Int32Array;
  readonly lastRow: Int32Array;
  /** Rows that may have had it before it was first kept. */
  readonly missed: Int32Array;
  readonly hash: Int32Array;
  readonly check: Int32Array;
  /** The word's number, or −1. */
  readonly find: (hash: number, check: number) => number;
  readonly add: (hash: number, check: number, word: string, row: number, missed: number) => void;
  readonly copy: (from: WordTable, id: number) => void;
}

/** Open addressing, at most half full; what is kept of a word lies in arrays by the word's number. */
function wordTable(capacity: number): WordTable {
  const slots = new Int32Array(capacity).fill(-1);
  const most = capacity >> 1;
  const [rows, lastRow, missed, hashes, checks] = Array.from({ length: 5 }, () => new Int32Array(most + 1));
  const words: string[] = [];
  const mask = capacity - 1;
  const slotOf = (hash: number, check: number): number => {
    let slot = hash & mask;
    for (let id = slots[slot]; id >= 0; id = slots[slot]) {
      if (hashes[id] === hash && checks[id] === check) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const add = (hash: number, check: number, word: string, row: number, missedRows: number): void => {
    const id = words.push(word) - 1;
    slots[slotOf(hash, check)] = id;
    hashes[id] = hash;
    checks[id] = check;
    rows[id] = 1;
    lastRow[id] = row;
    missed[id] = missedRows;
  };
  return {
    capacity,
    get size() {
      return words.length;
    },
    words,
    rows,
    lastRow,
    missed,
    hash: hashes,
    check: checks,
    find: (hash, check) => slots[slotOf(hash, check)],
    add,
    copy: (from, id) => {
      add(from.hash[id], from.check[id], from.words[id], from.lastRow[id], from.missed[id]);
      rows[words.length - 1] = from.rows[id];
    },
  };
}

function grown(table: WordTable): WordTable {
  const larger = wordTable(2 * table.capacity);
  for (let id = 0; id < table.size; id++) larger.copy(table, id);
  return larger;
}
