import { bootstrapInterval, type Random } from '@verdict/learn';
import { normalWidth, type PairedInterval } from './paired-accuracy.ts';

/** Answers of one model to the judged rows, its classes numbered as the labels are. */
export interface Scored {
  readonly predicted: Int32Array;
  /** rows × classes */
  readonly probabilities: Float64Array;
}

/** As `evaluate` has them. */
const bins = 15;
const leastProbability = Number.EPSILON;

/**
 * Expected calibration error of the first less that of the second. An ECE is a sum of absolute values, which resampling
 * raises for both: so the bootstrap gives the width of the interval and the rows themselves its middle.
 */
export function pairedEce(
  labels: Int32Array,
  first: Scored,
  second: Scored,
  { classes, level, random }: { readonly classes: number; readonly level: number; readonly random: Random },
): PairedInterval {
  const rows = labels.length;
  const sides = [gapsOf(labels, first, classes), gapsOf(labels, second, classes)];
  const sums = new Float64Array(bins);
  const eceOf = ({ bin, gap }: Gaps, of: Int32Array): number => {
    sums.fill(0);
    for (let at = 0; at < of.length; at++) sums[bin[of[at]]] += gap[of[at]];
    return sums.reduce((total, sum) => total + Math.abs(sum), 0) / of.length;
  };
  const drawn = bootstrapInterval(rows, (of) => eceOf(sides[0], of) - eceOf(sides[1], of), {
    random,
    level,
    resamples: resamplesFor(rows),
  });
  const half = (drawn.high - drawn.low) / 2;
  return { difference: drawn.estimate, low: drawn.estimate - half, high: drawn.estimate + half, level };
}

/** A width needs fewer than an end; past 50,000 rows the interval is narrower than any margin, however rough. */
function resamplesFor(rows: number): number {
  return Math.max(50, Math.min(400, Math.floor(2e7 / rows)));
}

interface Gaps {
  readonly bin: Uint8Array;
  /** Right (1 or 0) less confidence. */
  readonly gap: Float64Array;
}

function gapsOf(labels: Int32Array, { predicted, probabilities }: Scored, classes: number): Gaps {
  const bin = new Uint8Array(labels.length);
  const gap = new Float64Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    const confidence = probabilities[row * classes + predicted[row]];
    bin[row] = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    gap[row] = (labels[row] === predicted[row] ? 1 : 0) - confidence;
  }
  return { bin, gap };
}

/** Log loss of the first less that of the second, in nats: a mean over rows, so its interval is the normal one. */
export function pairedLogLoss(
  labels: Int32Array,
  first: Scored,
  second: Scored,
  { classes, level }: { readonly classes: number; readonly level: number },
): PairedInterval {
  const rows = labels.length;
  const lossOf = ({ probabilities }: Scored, row: number): number =>
    -Math.log(Math.min(1, Math.max(leastProbability, probabilities[row * classes + labels[row]])));
  let mean = 0;
  let squares = 0;
  for (let row = 0; row < rows; row++) {
    const difference = lossOf(first, row) - lossOf(second, row);
    // Welford 1962: a mean and a sum of squares that do not cancel.
    const off = difference - mean;
    mean += off / (row + 1);
    squares += off * (difference - mean);
  }
  const half = rows < 2 ? Number.MAX_VALUE : normalWidth(level) * Math.sqrt(squares / (rows - 1) / rows);
  return { difference: mean, low: mean - half, high: mean + half, level };
}
