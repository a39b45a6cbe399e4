/** The value that `share` of all are at or below, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('Nothing was measured, so nothing has a percentile.');
  const rising = [...values].sort((a, b) => a - b);
  return rising[Math.max(0, Math.ceil(share * rising.length) - 1)];
}
