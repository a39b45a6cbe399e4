import type { Spread } from './freeze-request.ts';

/** Each percentile is a value that is there: the smallest with at least that share of the values at or below it. */
export function spread(values: Float64Array): Spread {
  if (values.length === 0) return { min: 0, p10: 0, median: 0, p90: 0, max: 0, mean: 0 };
  const sorted = values.toSorted();
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  let sum = 0;
  for (const value of sorted) sum += value;
  return {
    min: sorted[0],
    p10: at(0.1),
    median: at(0.5),
    p90: at(0.9),
    max: sorted[sorted.length - 1],
    mean: sum / sorted.length,
  };
}
