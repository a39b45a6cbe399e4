import { wilsonInterval } from '@verdict/learn';

/** Rows with something in common, and how many of them were answered right, with its interval at 95 %. */
export interface Slice {
  readonly kind: 'length' | 'confidence';
  readonly name: string;
  readonly rows: number;
  readonly right: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

export interface SlicedRows {
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  readonly lengthOf: (row: number) => number;
  readonly confidenceOf: (row: number) => number;
}

/** Quarters of the rows by length of their texts; fewer where many are equally long. */
export function lengthSlices(rows: SlicedRows): readonly Slice[] {
  const count = rows.labels.length;
  if (count === 0) return [];
  const sorted = Int32Array.from({ length: count }, (_, row) => rows.lengthOf(row)).sort();
  const bounds = [0.25, 0.5, 0.75, 1].map((share) => sorted[Math.max(0, Math.ceil(share * count) - 1)]);
  const tops = bounds.filter((bound, index) => index === 0 || bound > bounds[index - 1]);
  return tops.flatMap((top, index) => {
    const above = index === 0 ? -1 : tops[index - 1];
    const name =
      index === 0
        ? `up to ${number(top)} characters`
        : index === tops.length - 1
          ? `over ${number(above)} characters`
          : `${number(above + 1)} to ${number(top)} characters`;
    return slice(rows, 'length', name, (row) => {
      const length = rows.lengthOf(row);
      return length > above && length <= top;
    });
  });
}

/** The answers that the model marks as unsure, and all others. */
export function confidenceSlices(rows: SlicedRows, unsureBelow: number): readonly Slice[] {
  if (unsureBelow <= 0) return [];
  return [
    ...slice(rows, 'confidence', 'answers marked unsure', (row) => rows.confidenceOf(row) < unsureBelow),
    ...slice(rows, 'confidence', 'all other answers', (row) => rows.confidenceOf(row) >= unsureBelow),
  ];
}

function slice(
  { labels, predicted }: SlicedRows,
  kind: Slice['kind'],
  name: string,
  holds: (row: number) => boolean,
): readonly Slice[] {
  let rows = 0;
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    if (!holds(row)) continue;
    rows++;
    if (labels[row] === predicted[row]) right++;
  }
  if (rows === 0) return [];
  const { estimate: accuracy, low, high } = wilsonInterval(right, rows);
  return [{ kind, name, rows, right, accuracy, low, high }];
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
