/**
 * Group of each row, numbered by first appearance: rows with equal keys (a text, or its hash) are one group,
 * and a split keeps a group on one side. Without this a repeated text is both learnt and asked.
 */
export function groupTexts(keys: ArrayLike<string | number | bigint>): Int32Array {
  const groups = new Int32Array(keys.length);
  const numbers = new Map<string | number | bigint, number>();
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row];
    let group = numbers.get(key);
    if (group === undefined) {
      group = numbers.size;
      numbers.set(key, group);
    }
    groups[row] = group;
  }
  return groups;
}
