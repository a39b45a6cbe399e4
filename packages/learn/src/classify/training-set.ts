import { LearnError } from '../errors.ts';
import type { RowStart, TrainingSet } from './classifier.ts';

/** Checked once at the start of a fit; what comes after trusts. Linear in rows and columns, not in entries. */
export function assertTrainingSet(data: TrainingSet): TrainingSet {
  const { x, labels, classes, weights } = data;
  if (x.rows === 0 || x.columns === 0)
    throw new LearnError(
      'ROWS_TOO_FEW',
      `The matrix has ${x.rows} rows and ${x.columns} columns; give at least one of each.`,
    );
  if (labels.length !== x.rows || weights.length !== x.rows)
    throw new LearnError(
      'ROWS_MISALIGNED',
      `${x.rows} rows have ${labels.length} labels and ${weights.length} weights; give one of each a row.`,
    );
  for (const { rowScale, columnScale } of x.blocks) {
    assertFinite(rowScale, 'row');
    assertFinite(columnScale, 'column');
  }

  const totals = new Float64Array(classes);
  for (let row = 0; row < x.rows; row++) {
    const label = labels[row];
    const weight = weights[row];
    if (!(label >= 0 && label < classes))
      throw new LearnError(
        'ROWS_MISALIGNED',
        `Row ${row} has class ${label}; with ${classes} classes it must be 0 to ${classes - 1}.`,
      );
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw new LearnError(
        'WEIGHT_INVALID',
        `Row ${row} weighs ${weight}; give a finite number of 0 or more.`,
      );
    totals[label] += weight;
  }
  if (totals.filter((total) => total > 0).length < 2)
    throw new LearnError(
      'LABELS_TOO_FEW',
      'Fewer than two classes have a row of positive weight; give rows of at least two.',
    );
  return data;
}

function assertFinite(scale: Float64Array, what: string): void {
  for (let i = 0; i < scale.length; i++)
    if (!Number.isFinite(scale[i]))
      throw new LearnError(
        'VALUE_NOT_FINITE',
        `The scale of ${what} ${i} is ${scale[i]}; give a finite number.`,
      );
}

/** The rows that take part in a fit: those of positive cost, side by side. */
export interface ActiveRows {
  readonly rows: Int32Array;
  readonly labels: Int32Array;
  readonly costs: Float64Array;
}

export function activeRows(labels: Int32Array, costs: Float64Array): ActiveRows {
  const rows = new Int32Array(costs.length);
  let count = 0;
  for (let row = 0; row < costs.length; row++) if (costs[row] > 0) rows[count++] = row;
  const kept = rows.subarray(0, count);
  return {
    rows: kept,
    labels: kept.map((row) => labels[row]),
    costs: Float64Array.from(kept, (row) => costs[row]),
  };
}

/** +1 for rows of this class, −1 for the others. */
export function signsOf(labels: Int32Array, positive: number): Float64Array {
  return Float64Array.from(labels, (label) => (label === positive ? 1 : -1));
}

/** Coefficients to start from must be of these rows. */
export function assertStart(
  start: RowStart | undefined,
  rows: number,
  outputs: number,
): RowStart | undefined {
  if (start && (start.coefficients.length !== rows * outputs || start.intercepts.length !== outputs))
    throw new LearnError(
      'ROWS_MISALIGNED',
      `The start has ${start.coefficients.length} coefficients and ${start.intercepts.length} intercepts; ${outputs} outputs of ${rows} rows need ${rows * outputs} and ${outputs}.`,
    );
  return start;
}
