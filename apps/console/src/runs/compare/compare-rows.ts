import type { Run } from '@verdict/api';

export interface ComparedRow {
  readonly key: string;
  /** A value a run; null where it has none. */
  readonly values: readonly (string | number | null)[];
  readonly differs: boolean;
}

/** What was logged under each name, a value a run. */
export function comparedRows(
  runs: readonly Run[],
  of: 'params' | 'metrics' | 'tags',
): readonly ComparedRow[] {
  const keys = [...new Set(runs.flatMap((run) => Object.keys(run[of])))].sort();
  return keys.map((key) => {
    const values = runs.map((run) => (Object.hasOwn(run[of], key) ? run[of][key] : null));
    return { key, values, differs: values.some((value) => value !== values[0]) };
  });
}

/** Rows without the ends of intervals, and those ends by the name of the row that they belong to. */
export function withoutEnds(rows: readonly ComparedRow[]): {
  readonly rows: readonly ComparedRow[];
  readonly ends: ReadonlyMap<string, readonly (readonly [number, number] | null)[]>;
} {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const ends = new Map(
    rows.flatMap(({ key }) => {
      const [low, high] = [byKey.get(`${key}_low`), byKey.get(`${key}_high`)];
      if (!low || !high) return [];
      const pairs = low.values.map((from, at) => {
        const to = high.values[at];
        return typeof from === 'number' && typeof to === 'number' ? ([from, to] as const) : null;
      });
      return [[key, pairs] as const];
    }),
  );
  const belongs = (key: string): boolean =>
    /_(low|high)$/.test(key) && ends.has(key.replace(/_(low|high)$/, ''));
  return { rows: rows.filter(({ key }) => !belongs(key)), ends };
}

/** Metrics of which less is more, by what they are commonly called. */
const lessIsMore = /loss|error|seconds|bytes|latency|(^|[_/])(ece|brier|mae|mse|rmse)$|_ms$|unseen/i;

/** The places of the best values of a metric; none where all are the same or there is one run. */
export function bestOf({ key, values }: ComparedRow): ReadonlySet<number> {
  const figures = values.map((value) => (typeof value === 'number' ? value : null));
  const there = figures.filter((value) => value !== null);
  if (new Set(there).size < 2) return new Set();
  const best = lessIsMore.test(key) ? Math.min(...there) : Math.max(...there);
  return new Set(figures.flatMap((value, at) => (value === best ? [at] : [])));
}
