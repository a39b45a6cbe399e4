import { groupByText } from '@verdict/learn';

/** Rows whose text is not among the texts that were seen, as a reader would compare them. */
export function unseenRows(texts: readonly string[], seen: readonly (readonly string[])[]): Int32Array {
  const groups = groupByText([...texts, ...seen.flat()]);
  const seenGroups = new Set(groups.subarray(texts.length));
  return Int32Array.from(texts.keys()).filter((row) => !seenGroups.has(groups[row]));
}
