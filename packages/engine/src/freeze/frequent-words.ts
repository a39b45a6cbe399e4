interface Seen {
  rows: number;
  lastRow: number;
  /** Rows that may have had it before it was first kept. */
  readonly missed: number;
}

/**
 * The words that most rows have, by lossy counting (Manku and Motwani, "Approximate frequency counts over data
 * streams", VLDB 2002): after each window of w words, those too rare to matter are dropped. A count is short by at most
 * N / w for N words in all, and at most about w·log(N/w) words are in memory. Where there are fewer distinct words
 * than the window is long, nothing is dropped and every count is exact.
 */
export function frequentWords(windowWords = 1 << 18): {
  readonly see: (word: string, row: number) => void;
  readonly top: (most: number) => readonly { readonly word: string; readonly rows: number }[];
} {
  const words = new Map<string, Seen>();
  let windows = 0;
  let left = windowWords;
  return {
    see: (word, row) => {
      const seen = words.get(word);
      if (seen === undefined) words.set(word, { rows: 1, lastRow: row, missed: windows });
      else if (seen.lastRow !== row) {
        seen.rows++;
        seen.lastRow = row;
      }
      if (--left > 0) return;
      left = windowWords;
      if (words.size < windowWords) return;
      windows++;
      for (const [rare, { rows, missed }] of words) if (rows + missed <= windows) words.delete(rare);
    },
    top: (most) =>
      [...words]
        .map(([word, { rows }]) => ({ word, rows }))
        .sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1))
        .slice(0, most),
  };
}
