import { LearnError } from '../errors.ts';

/** The scores of the rows that are the positive class and of all others, each rising. */
export interface RankedScores {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/**
 * Two sorts without a comparator and one merge give every curve: n log n time, one copy of the scores.
 * Rows of every other class, the unknown one (−1) included, are negatives.
 */
export function rankScores(labels: Int32Array, scores: Float64Array, positive: number): RankedScores {
  const rows = labels.length;
  if (scores.length !== rows) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `There are ${rows} labels and ${scores.length} scores; give one of each a row.`,
    );
  }
  let count = 0;
  for (let row = 0; row < rows; row++) if (labels[row] === positive) count++;
  const positives = new Float64Array(count);
  const negatives = new Float64Array(rows - count);
  let p = 0;
  let n = 0;
  for (let row = 0; row < rows; row++) {
    const score = scores[row];
    if (Number.isNaN(score)) {
      throw new LearnError('VALUE_NOT_FINITE', `Row ${row} has no score (NaN); give a number.`);
    }
    if (labels[row] === positive) positives[p++] = score;
    else negatives[n++] = score;
  }
  return { positives: positives.sort(), negatives: negatives.sort() };
}

/** One class's scores out of rows × classes. */
export function classColumn(probabilities: Float64Array, classes: number, k: number): Float64Array {
  const column = new Float64Array(probabilities.length / classes);
  for (let row = 0; row < column.length; row++) column[row] = probabilities[row * classes + k];
  return column;
}

/**
 * Visits every distinct score from the highest down, with the positives and negatives that score at least
 * as much: rows with equal scores come in together, so their order cannot matter.
 */
export function sweepThresholds(
  { positives, negatives }: RankedScores,
  visit: (threshold: number, truePositives: number, falsePositives: number) => void,
): void {
  let p = positives.length - 1;
  let n = negatives.length - 1;
  while (p >= 0 || n >= 0) {
    const threshold = n < 0 || (p >= 0 && positives[p] > negatives[n]) ? positives[p] : negatives[n];
    while (p >= 0 && positives[p] === threshold) p--;
    while (n >= 0 && negatives[n] === threshold) n--;
    visit(threshold, positives.length - 1 - p, negatives.length - 1 - n);
  }
}

/** A bound on the score, with the positives and negatives at or above it. */
export interface ScoreStep {
  readonly bound: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/**
 * One step a distinct score, from the highest down. Bounds lie half way to the next lower score, so that a
 * score off by a rounding stays on its side; the last bound is the lowest score itself.
 */
export function scoreSteps(ranked: RankedScores): readonly ScoreStep[] {
  const steps: { bound: number; truePositives: number; falsePositives: number }[] = [];
  sweepThresholds(ranked, (score, truePositives, falsePositives) => {
    const above = steps.at(-1);
    if (above) above.bound = between(score, above.bound);
    steps.push({ bound: score, truePositives, falsePositives });
  });
  return steps;
}

/** The upper of the two where no number lies between them, or their gap is infinite. */
function between(lower: number, upper: number): number {
  const middle = lower + (upper - lower) / 2;
  return middle > lower && middle < upper ? middle : upper;
}
