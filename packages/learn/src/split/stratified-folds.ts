import { LearnError } from '../errors.ts';
import { assignGroups, type GroupedRows } from './assign-groups.ts';

export interface FoldOptions extends GroupedRows {
  readonly folds: number;
}

/** Fold of each row, 0 … folds − 1; `splitOfSide` turns one into train and test rows. */
export function stratifiedFolds(options: FoldOptions): Int32Array {
  const { folds } = options;
  if (!Number.isInteger(folds) || folds < 2) {
    throw new LearnError(
      'RECIPE_INVALID',
      `There are to be ${folds} folds; give a whole number of at least 2.`,
    );
  }
  return assignGroups(options, new Array<number>(folds).fill(1 / folds));
}
