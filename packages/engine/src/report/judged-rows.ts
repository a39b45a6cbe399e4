import type { Evaluation, OutOfFold } from '@verdict/learn';
import type { ScoredRows } from '../charts/curves.ts';
import type { DividedRows, TestRows, TrainingRows } from '../data/divide-rows.ts';

/** Labelled rows with the answers of a model that had not seen them. */
export interface JudgedRows extends ScoredRows {
  readonly on: 'test file' | 'held-out rows' | 'out of fold';
  /** Where a row stands in its file, counted from 1. */
  readonly numberOf: (row: number) => number;
  /** As it is written in the file; the model may not know it. */
  readonly labelOf: (row: number) => string;
  readonly textOf: (row: number) => string;
  readonly lengthOf: (row: number) => number;
}

/** The test rows where there are any, else the training rows out of fold; null where nothing was judged. */
export function judgedRows(
  classes: readonly string[],
  rows: DividedRows,
  evaluation: Evaluation | null,
  outOfFold: OutOfFold | null,
): JudgedRows | null {
  if (evaluation && rows.test) return testRows(classes, rows.test, evaluation);
  return outOfFold && trainingRows(classes, rows.train, outOfFold);
}

function testRows(
  classes: readonly string[],
  { texts, labels: names, numbers }: TestRows,
  { labels, predicted, probabilities }: Evaluation,
): JudgedRows {
  const { units, starts } = texts;
  return {
    on: numbers ? 'held-out rows' : 'test file',
    labels,
    predicted,
    probabilities,
    classes,
    numberOf: (row) => (numbers ? numbers[row] : row) + 1,
    labelOf: (row) => names[row],
    // A copy out of the memory that threads share, which no decoder reads.
    textOf: (row) => Buffer.from(units.slice(starts[row], starts[row + 1]).buffer).toString('utf16le'),
    lengthOf: (row) => starts[row + 1] - starts[row],
  };
}

function trainingRows(
  classes: readonly string[],
  { texts, labels }: TrainingRows,
  { predicted, probabilities }: OutOfFold,
): JudgedRows {
  return {
    on: 'out of fold',
    labels,
    predicted,
    probabilities,
    classes,
    numberOf: (row) => row + 1,
    labelOf: (row) => classes[labels[row]],
    textOf: (row) => texts[row],
    lengthOf: (row) => texts[row].length,
  };
}
