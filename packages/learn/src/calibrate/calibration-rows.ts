import { LearnError } from '../errors.ts';

/** Held-out rows that a calibration is fitted on, checked. */
export interface CalibrationRows {
  readonly rows: number;
  readonly outputs: number;
  readonly classes: number;
  /** rows × outputs, finite. */
  readonly margins: Float64Array;
  readonly labels: Int32Array;
  /** A row of weight 0 takes no part; weight 2 is the row given twice. */
  readonly weights: Float64Array;
}

export function calibrationRows(
  margins: Float64Array,
  labels: Int32Array,
  weights: Float64Array = new Float64Array(labels.length).fill(1),
): CalibrationRows {
  const rows = labels.length;
  if (rows === 0) {
    throw new LearnError('ROWS_TOO_FEW', 'There is nothing to calibrate on; hold back at least one row.');
  }
  const outputs = margins.length / rows;
  if (!Number.isInteger(outputs) || outputs < 1 || weights.length !== rows) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `There are ${rows} labels, ${margins.length} margins and ${weights.length} weights; give the same margins and one weight to every row.`,
    );
  }
  const classes = outputs === 1 ? 2 : outputs;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    if (!(labels[row] >= 0 && labels[row] < classes)) {
      throw new LearnError(
        'ROWS_MISALIGNED',
        `Row ${row} has label ${labels[row]}; calibrate on rows of the classes 0 to ${classes - 1}.`,
      );
    }
    if (!(weights[row] >= 0 && weights[row] < Number.POSITIVE_INFINITY)) {
      throw new LearnError(
        'WEIGHT_INVALID',
        `Row ${row} weighs ${weights[row]}; give a finite number of at least 0.`,
      );
    }
    total += weights[row];
  }
  const wrong = margins.findIndex((margin) => !Number.isFinite(margin));
  if (wrong >= 0) {
    throw new LearnError(
      'VALUE_NOT_FINITE',
      `Row ${Math.floor(wrong / outputs)} has margin ${margins[wrong]}; give finite margins to calibrate on.`,
    );
  }
  if (total === 0)
    throw new LearnError('WEIGHT_INVALID', 'Every row weighs 0; give weight to those to calibrate on.');
  return { rows, outputs, classes, margins, labels, weights };
}

/** One question of yes or no: does the row belong to the class that this output speaks for? */
export interface OutputRows {
  readonly margins: Float64Array;
  /** 1 for yes. */
  readonly answers: Uint8Array;
  readonly weights: Float64Array;
  /** Total weight of each answer. */
  readonly yes: number;
  readonly no: number;
}

/** One entry an output: class 1 against class 0, or each class against the rest. */
export function rowsOfOutputs(source: CalibrationRows): readonly OutputRows[] {
  const { rows, outputs, margins, labels, weights } = source;
  return Array.from({ length: outputs }, (_, output) => {
    const own = outputs === 1 ? 1 : output;
    const column = new Float64Array(rows);
    const answers = new Uint8Array(rows);
    let yes = 0;
    let no = 0;
    for (let row = 0; row < rows; row++) {
      column[row] = margins[row * outputs + output];
      if (labels[row] === own) {
        answers[row] = 1;
        yes += weights[row];
      } else {
        no += weights[row];
      }
    }
    return { margins: column, answers, weights, yes, no };
  });
}

/**
 * The largest absolute value: fits divide by it, so that squares of margins cannot overflow. It is 1 where all
 * margins are next to nothing, so that a slope per margin cannot overflow either.
 */
export function largestMargin(margins: Float64Array): number {
  let largest = 0;
  for (const margin of margins) largest = Math.max(largest, Math.abs(margin));
  return largest > 1e-200 ? largest : 1;
}
