export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Sample standard deviation; null of a single value. */
  readonly deviation: number | null;
}

export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('Nothing was measured, so there is nothing to summarise.');
  const rising = [...values].sort((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count: values.length,
    median: medianOfRising(rising),
    min: rising[0],
    max: rising[rising.length - 1],
    mean,
    deviation: values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)),
  };
}

function medianOfRising(rising: readonly number[]): number {
  const middle = rising.length >> 1;
  return rising.length % 2 === 1 ? rising[middle] : (rising[middle - 1] + rising[middle]) / 2;
}
