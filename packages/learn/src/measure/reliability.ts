/** Rows whose confidence lies in (from, to], the first bin from 0 on: how sure the model was, how often it was right. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Mean confidence and share right; null in a bin without rows. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

export interface ReliabilityInput {
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  readonly probabilities: Float64Array;
  readonly classes: number;
}

/** Fifteen bins of equal width, as in Guo et al. 2017; confidence is the probability of the predicted class. */
export function reliability(input: ReliabilityInput, bins = 15): readonly ReliabilityBin[] {
  const { labels, predicted, probabilities, classes } = input;
  const rows = new Float64Array(bins);
  const confidence = new Float64Array(bins);
  const right = new Float64Array(bins);
  for (let row = 0; row < labels.length; row++) {
    const p = probabilities[row * classes + predicted[row]];
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(p * bins) - 1));
    rows[bin]++;
    confidence[bin] += p;
    if (labels[row] === predicted[row]) right[bin]++;
  }
  return Array.from({ length: bins }, (_, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    rows: rows[bin],
    confidence: rows[bin] === 0 ? null : confidence[bin] / rows[bin],
    accuracy: rows[bin] === 0 ? null : right[bin] / rows[bin],
  }));
}

/** ECE = Σ_bins (rows in bin / rows) · |accuracy − confidence|. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  let rows = 0;
  let sum = 0;
  for (const bin of bins) {
    rows += bin.rows;
    if (bin.accuracy !== null && bin.confidence !== null) {
      sum += bin.rows * Math.abs(bin.accuracy - bin.confidence);
    }
  }
  return rows === 0 ? 0 : sum / rows;
}
