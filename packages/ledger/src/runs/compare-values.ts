/**
 * Of records side by side, the keys whose values are not all the same, in order, with a value a record; null where a
 * record has none. NaN is the same as NaN.
 */
export function compareValues<Value>(
  records: readonly Readonly<Record<string, Value>>[],
): Record<string, (Value | null)[]> {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
  const valueAt = (record: Readonly<Record<string, Value>>, key: string): Value | null =>
    Object.hasOwn(record, key) ? record[key] : null;
  return Object.fromEntries(
    keys
      .map((key) => [key, records.map((record) => valueAt(record, key))] as const)
      .filter(([, values]) => values.some((value) => !Object.is(value, values[0]))),
  );
}
