/** Rows with something in common, judged by themselves. */
export interface Slice {
  readonly kind: 'label' | 'length' | 'source';
  readonly name: string;
  readonly rows: Int32Array;
}

export interface RowsToSlice {
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  /** UTF-16 units of each text. */
  readonly lengths: Int32Array;
  /** File that each row came from; null where that is not known. */
  readonly sources: readonly (string | null)[];
  readonly minRows: number;
}

/** Each slice more asks more of every other one, and nobody reads a longer list. */
const mostSources = 20;

/** By label, by quarters of length, and by source where there are several; only those with enough rows. */
export function slicesOf(input: RowsToSlice): readonly Slice[] {
  const { labels, classes, lengths, sources, minRows } = input;
  const bounds = quarters(lengths);
  const bySource = group(sources.length, (row) => sources[row])
    .map(({ key, rows }) => ({ kind: 'source' as const, name: key, rows }))
    .sort((a, b) => b.rows.length - a.rows.length || (a.name < b.name ? -1 : 1));
  const slices: Slice[] = [
    ...group(labels.length, (row) => labels[row])
      .sort((a, b) => a.key - b.key)
      .map(({ key, rows }) => ({ kind: 'label' as const, name: classes[key], rows })),
    ...group(lengths.length, (row) => bounds.findIndex((most) => lengths[row] <= most))
      .sort((a, b) => a.key - b.key)
      .map(({ rows }) => ({ kind: 'length' as const, name: spanOf(lengths, rows), rows })),
    ...(bySource.length > 1 ? bySource.slice(0, mostSources) : []),
  ];
  // A slice of all rows is no slice.
  return slices.filter(({ rows }) => rows.length >= minRows && rows.length < labels.length);
}

function quarters(lengths: Int32Array): readonly number[] {
  const rising = lengths.slice().sort();
  return [0.25, 0.5, 0.75, 1].map((share) => rising[Math.max(0, Math.ceil(share * rising.length) - 1)]);
}

function spanOf(lengths: Int32Array, rows: Int32Array): string {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const row of rows) {
    least = Math.min(least, lengths[row]);
    most = Math.max(most, lengths[row]);
  }
  return `${least}–${most} characters`;
}

/** Rows by key; a key of null is none. */
function group<Key>(
  rows: number,
  keyOf: (row: number) => Key | null,
): { readonly key: Key; readonly rows: Int32Array }[] {
  const groups = new Map<Key, number[]>();
  for (let row = 0; row < rows; row++) {
    const key = keyOf(row);
    if (key === null) continue;
    const found = groups.get(key);
    if (found) found.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, members]) => ({ key, rows: Int32Array.from(members) }));
}
