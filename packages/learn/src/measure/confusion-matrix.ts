import { LearnError } from '../errors.ts';

/**
 * Rows counted by true class and predicted class.
 *
 * `counts` is (classes + 1) × classes, row-major: counts[t·classes + p] rows of class t were called p. The
 * last row holds the rows whose label is −1, a class that the model does not know. Throughout this folder
 * such a row belongs to a class of its own, to which the model gives probability 0: it can only be wrong,
 * it is a false positive of what was predicted, and it is never a true or missed case of a known class.
 */
export interface ConfusionMatrix {
  readonly classes: number;
  readonly rows: number;
  readonly counts: Float64Array;
}

export const unseenLabel = -1;

export function confusionMatrix(labels: Int32Array, predicted: Int32Array, classes: number): ConfusionMatrix {
  const rows = labels.length;
  if (predicted.length !== rows) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `There are ${rows} labels and ${predicted.length} predictions; give one of each a row.`,
    );
  }
  if (rows === 0) throw new LearnError('ROWS_TOO_FEW', 'There is nothing to measure; give at least one row.');
  const counts = new Float64Array((classes + 1) * classes);
  for (let row = 0; row < rows; row++) {
    const label = labels[row];
    const called = predicted[row];
    if (label < unseenLabel || label >= classes) throw outOfRange(row, 'label', label, classes);
    if (called < 0 || called >= classes) throw outOfRange(row, 'prediction', called, classes);
    counts[(label === unseenLabel ? classes : label) * classes + called]++;
  }
  return { classes, rows, counts };
}

export function accuracy({ classes, rows, counts }: ConfusionMatrix): number {
  let right = 0;
  for (let k = 0; k < classes; k++) right += counts[k * classes + k];
  return right / rows;
}

/**
 * Correlation of truth and prediction for any number of classes (Gorodkin 2004), in [−1, 1]:
 *
 *   (c·s − Σ p_k t_k) / √((s² − Σ p_k²)(s² − Σ t_k²))
 *
 * with s rows, c of them right, t_k rows of class k and p_k called k; 0 where either side names one class only.
 */
export function matthewsCorrelation({ classes, rows, counts }: ConfusionMatrix): number {
  let right = 0;
  let crossed = 0;
  let calledSquared = 0;
  let trueSquared = 0;
  for (let k = 0; k <= classes; k++) {
    let inClass = 0;
    for (let p = 0; p < classes; p++) inClass += counts[k * classes + p];
    trueSquared += inClass * inClass;
    if (k === classes) break;
    let called = 0;
    for (let t = 0; t <= classes; t++) called += counts[t * classes + k];
    calledSquared += called * called;
    crossed += called * inClass;
    right += counts[k * classes + k];
  }
  const spread = (rows * rows - calledSquared) * (rows * rows - trueSquared);
  return spread === 0 ? 0 : (right * rows - crossed) / Math.sqrt(spread);
}

function outOfRange(row: number, what: string, value: number, classes: number): LearnError {
  return new LearnError(
    'ROWS_MISALIGNED',
    `Row ${row} has ${what} ${value}; give a class from 0 to ${classes - 1}${what === 'label' ? ', or -1 for one that the model does not know' : ''}.`,
  );
}
