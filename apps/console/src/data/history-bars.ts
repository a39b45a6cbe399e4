import type { DatasetStep } from '@verdict/api';

export interface Bar {
  readonly number: number;
  readonly rows: number;
  /** From the bottom up; places and sizes in shares of the tallest. */
  readonly parts: readonly { readonly series: number; readonly from: number; readonly size: number }[];
}

export interface HistoryBars {
  readonly most: number;
  /** Classes with a colour of their own, in the order of their colours. */
  readonly series: readonly string[];
  /** Whether some rows are of other classes. */
  readonly others: boolean;
  readonly bars: readonly Bar[];
}

/** As many as there are colours that tell series apart. */
export const mostSeries = 4;

/**
 * Rows by version, oldest first, each bar stacked by class. A class keeps its colour: the largest of the newest version
 * come first, and what has no colour is stacked on top as one.
 */
export function historyBars(newestFirst: readonly DatasetStep[], mostBars = 24): HistoryBars {
  const steps = newestFirst.slice(0, mostBars).reverse();
  const series = (newestFirst[0]?.classes ?? [])
    .toSorted((a, b) => b.rows - a.rows || (a.label < b.label ? -1 : 1))
    .slice(0, mostSeries)
    .map(({ label }) => label);
  const most = Math.max(1, ...steps.map(({ rows }) => rows));
  let others = false;
  const bars = steps.map(({ number, rows, classes }) => {
    const parts: { series: number; from: number; size: number }[] = [];
    let from = 0;
    for (const [at, label] of series.entries()) {
      const size = (classes.find((each) => each.label === label)?.rows ?? 0) / most;
      if (size > 0) parts.push({ series: at, from, size });
      from += size;
    }
    const rest = rows / most - from;
    if (rest > 1e-9) {
      others = true;
      parts.push({ series: series.length, from, size: rest });
    }
    return { number, rows, parts };
  });
  return { most, series, others, bars };
}
