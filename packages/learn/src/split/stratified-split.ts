import { LearnError } from '../errors.ts';
import { assignGroups, type GroupedRows } from './assign-groups.ts';

export interface SplitOptions extends GroupedRows {
  /** Share of the rows that go to the test side, between 0 and 1. */
  readonly share: number;
}

/** Row numbers of either side, rising. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Every class is on both sides, in the given share as nearly as its groups allow. */
export function stratifiedSplit(options: SplitOptions): Split {
  const { share } = options;
  if (!(share > 0 && share < 1)) {
    throw new LearnError(
      'RECIPE_INVALID',
      `The test share is ${share}; give a number between 0 and 1, such as 0.2.`,
    );
  }
  return splitOfSide(assignGroups(options, [1 - share, share]), 1);
}

/** The rows of one side, or fold, as test and all others as train. */
export function splitOfSide(sideOfRow: Int32Array, side: number): Split {
  const rows = Int32Array.from(sideOfRow.keys());
  return {
    train: rows.filter((row) => sideOfRow[row] !== side),
    test: rows.filter((row) => sideOfRow[row] === side),
  };
}
