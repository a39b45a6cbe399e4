/**
 * What the training texts looked like, small enough to sit in the model file: later traffic is compared with
 * it, so that drift is seen without reading the training data again.
 */
export interface Profile {
  readonly rows: number;
  readonly labelShares: readonly number[];
  /** Characters a text, and tokens a text. */
  readonly characters: Histogram;
  readonly tokens: Histogram;
  /** Share of a text's tokens that some other training text holds too: how much of new text a model can expect to know. */
  readonly knownShare: Histogram;
  /** Confidence on rows that the fit had not seen; null without folds. */
  readonly confidence: Histogram | null;
  /** The most widespread tokens, with the share of texts that hold each. */
  readonly topTokens: readonly { readonly token: string; readonly share: number }[];
}

/** counts[i] values lie in [edges[i], edges[i + 1]); the first and the last bin are open to their side. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly mean: number;
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
}

export const shareEdges: readonly number[] = Array.from({ length: 21 }, (_, i) => i / 20);

/** Powers of two: text lengths spread over orders of magnitude. */
export const lengthEdges: readonly number[] = [0, ...Array.from({ length: 24 }, (_, i) => 2 ** i)];

export function histogram(values: ArrayLike<number>, edges: readonly number[]): Histogram {
  const counts = new Array<number>(edges.length - 1).fill(0);
  let sum = 0;
  let squares = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    counts[binOf(value, edges)]++;
    sum += value;
    squares += value * value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const count = Math.max(1, values.length);
  const mean = sum / count;
  return {
    edges,
    counts,
    mean,
    deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)),
    least: values.length ? least : 0,
    most: values.length ? most : 0,
  };
}

export function binOf(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (value >= edges[middle]) low = middle;
    else high = middle - 1;
  }
  return low;
}
