import { wilsonInterval } from '@verdict/learn';
import type { ScoredRows } from './curves.ts';

/** Rows whose confidence lies in (from, to], the first bin from 0 on. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly right: number;
  /** Mean confidence, and the share of right answers with its interval at 95 %. */
  readonly confidence: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

/** The fifteen bins that the calibration error is made of; those without rows are left out. */
export function reliabilityBins(rows: ScoredRows, bins = 15): readonly ReliabilityBin[] {
  const { labels, predicted, probabilities, classes } = rows;
  const counts = new Float64Array(bins);
  const sums = new Float64Array(bins);
  const rights = new Float64Array(bins);
  for (let row = 0; row < labels.length; row++) {
    const confidence = probabilities[row * classes.length + predicted[row]];
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    counts[bin]++;
    sums[bin] += confidence;
    if (labels[row] === predicted[row]) rights[bin]++;
  }
  return Array.from(counts, (count, bin) => ({ count, bin }))
    .filter(({ count }) => count > 0)
    .map(({ count, bin }) => {
      const { low, high } = wilsonInterval(rights[bin], count);
      return {
        from: bin / bins,
        to: (bin + 1) / bins,
        rows: count,
        right: rights[bin],
        confidence: sums[bin] / count,
        accuracy: rights[bin] / count,
        low,
        high,
      };
    });
}

export interface ConfidenceBin {
  readonly from: number;
  readonly to: number;
  readonly right: number;
  readonly wrong: number;
}

/** Rows by confidence, right and wrong ones, in bins of a twentieth from the lowest that has rows. */
export function confidenceBins(rows: ScoredRows, bins = 20): readonly ConfidenceBin[] {
  const { labels, predicted, probabilities, classes } = rows;
  const right = new Float64Array(bins);
  const wrong = new Float64Array(bins);
  for (let row = 0; row < labels.length; row++) {
    const confidence = probabilities[row * classes.length + predicted[row]];
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(confidence * bins)));
    if (labels[row] === predicted[row]) right[bin]++;
    else wrong[bin]++;
  }
  const first = Math.max(
    0,
    right.findIndex((count, bin) => count + wrong[bin] > 0),
  );
  return Array.from(right.subarray(first), (count, index) => ({
    from: (first + index) / bins,
    to: (first + index + 1) / bins,
    right: count,
    wrong: wrong[first + index],
  }));
}
