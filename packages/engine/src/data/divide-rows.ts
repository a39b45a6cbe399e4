import {
  createRandom,
  groupByText,
  packTexts,
  type Split,
  stratifiedSplit,
  type TextPack,
} from '@verdict/learn';
import type { LabelledData } from './labelled-data.ts';

type Allocate = Parameters<typeof packTexts>[1];

/** Rows to fit on, as `train` takes them. */
export interface TrainingRows {
  readonly texts: readonly string[];
  readonly labels: Int32Array;
  readonly groups: Int32Array;
}

/** Rows to judge on, with their labels as written: the model may not know them all. */
export interface TestRows {
  readonly texts: TextPack;
  readonly labels: readonly string[];
  /** Where each stands in the file, counted from 0; null: it is all of the file, in order. */
  readonly numbers: Int32Array | null;
}

export interface DividedRows {
  readonly train: TrainingRows;
  readonly test: TestRows | null;
}

export interface Division {
  readonly data: LabelledData;
  readonly classes: readonly string[];
  /** Rows of a file of their own; then all of `data` is for training. */
  readonly test: LabelledData | null;
  /** Share of the rows to hold out, 0 for none. */
  readonly holdout: number;
  readonly seed: number;
  readonly allocate: Allocate;
}

/** Shares the rows out; those to judge on are packed, since they cross to other threads whole. Rows with the same text stay on one side, each class keeps its share. */
export function divideRows(division: Division): DividedRows {
  const { data, classes, test, holdout, seed, allocate } = division;
  const numbers = new Map(classes.map((name, index) => [name, index]));
  const labels = Int32Array.from(data.labels, (label) => numbers.get(label) ?? 0);
  const groups = groupByText(data.texts);
  if (test || holdout === 0) {
    const train = { texts: data.texts, labels, groups };
    return {
      train,
      test: test && { texts: packTexts(test.texts, allocate), labels: test.labels, numbers: null },
    };
  }
  const sides = holdOut({ labels, groups, classes, holdout, seed });
  const rowsOf = <Value>(values: readonly Value[], rows: Int32Array): Value[] =>
    Array.from(rows, (row) => values[row]);
  return {
    train: {
      texts: rowsOf(data.texts, sides.train),
      labels: sides.train.map((row) => labels[row]),
      groups: sides.train.map((row) => groups[row]),
    },
    test: {
      texts: packTexts(rowsOf(data.texts, sides.test), allocate),
      labels: rowsOf(data.labels, sides.test),
      numbers: sides.test,
    },
  };
}

/** Which rows are for training and which for the test. Without a model at hand the same rows are found again by it. */
export function holdOut(of: {
  /** Class of each row, as `classes` numbers them. */
  readonly labels: Int32Array;
  readonly groups: Int32Array;
  readonly classes: readonly string[];
  readonly holdout: number;
  readonly seed: number;
}): Split {
  return stratifiedSplit({
    labels: of.labels,
    groups: of.groups,
    classNames: of.classes,
    share: of.holdout,
    random: createRandom(of.seed).fork('holdout'),
  });
}
