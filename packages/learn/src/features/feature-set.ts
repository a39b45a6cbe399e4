import type { TokenOptions } from '../text/token-options.ts';

/** One set of columns: how texts become tokens, tokens n-grams, and n-grams weighted columns. JSON. */
export interface FeatureSetOptions extends TokenOptions {
  /** Shortest and longest n-gram, in tokens. */
  readonly ngrams: readonly [number, number];
  /** A column must occur in so many rows (1 or more), or in such a share of them (below 1). Default 1. */
  readonly minDf?: number;
  /** A column may occur in such a share of the rows (up to 1), or in so many of them (above 1). Default 1. */
  readonly maxDf?: number;
  /** Keep the columns that occur most often. */
  readonly maxFeatures?: number;
  /** Columns by hash instead of an exact vocabulary: 2 to this power of them. */
  readonly hashBits?: number;
  /** What one row says of one column: 1, the count, or 1 + ln(count). Default count. */
  readonly tf?: 'binary' | 'count' | 'sublinear';
  /** Times ln((1 + rows) / (1 + rows with it)) + 1. */
  readonly idf?: boolean;
  readonly ratio?: RatioOptions;
  /** Rows to unit length. Default l2. */
  readonly normalize?: 'l2' | 'none';
  /** A factor on the whole set, to let one set of a union speak louder. Default 1. */
  readonly gain?: number;
}

/** Columns times their naive-Bayes log-count ratio (Wang and Manning 2012). */
export interface RatioOptions {
  /** Added to every count before the ratio is taken. */
  readonly alpha: number;
  /** Added to every ratio's size, so that a column which tells little of itself still has a say. Default 0. */
  readonly floor?: number;
}

export function minimumRows(options: FeatureSetOptions, rows: number): number {
  const minDf = options.minDf ?? 1;
  return minDf >= 1 ? minDf : Math.max(1, Math.ceil(minDf * rows));
}

export function maximumRows(options: FeatureSetOptions, rows: number): number {
  const maxDf = options.maxDf ?? 1;
  return maxDf > 1 ? maxDf : Math.floor(maxDf * rows);
}
