/** Of one figure of several measurements; of an even number the lower of the two in the middle. */
export function median<Name extends string>(
  measured: readonly Readonly<Record<Name, number>>[],
  name: Name,
): number {
  const sorted = measured.map((each) => each[name]).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
