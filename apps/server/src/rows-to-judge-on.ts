import type { Run } from '@verdict/ledger';

/** Rows of a dataset version on record, as the engine's `RowsOf` but for the file that they will lie in. */
export interface RowsOnRecord {
  readonly dataset: string;
  readonly number: number;
  readonly part:
    | 'all'
    | { readonly side: 'held-out' | 'training'; readonly holdout: number; readonly seed: number };
}

/** What a training put aside to be judged on: test rows of their own, or its share of the data. Null: nothing. */
export function heldOutRows(run: Run): RowsOnRecord | null {
  const test = inputOf(run, 'testing');
  if (test) return { ...test, part: 'all' };
  const data = inputOf(run, 'training');
  const share = data && shareOf(run);
  return data && share ? { ...data, part: { side: 'held-out', ...share } } : null;
}

/** What a training saw. Null: nobody knows. */
export function trainingRows(run: Run): RowsOnRecord | null {
  const data = inputOf(run, 'training');
  if (!data) return null;
  const share = inputOf(run, 'testing') ? null : shareOf(run);
  return { ...data, part: share ? { side: 'training', ...share } : 'all' };
}

function inputOf(run: Run, context: string): Pick<RowsOnRecord, 'dataset' | 'number'> | null {
  const found = run.inputs.find((input) => input.context === context && input.dataset !== null);
  return found?.dataset ? { dataset: found.dataset.name, number: found.dataset.number } : null;
}

/** As the training logged them; null where it held nothing out. */
function shareOf({ params }: Run): { readonly holdout: number; readonly seed: number } | null {
  const holdout = Number(params.holdout ?? Number.NaN);
  const seed = Number(params.seed ?? Number.NaN);
  return holdout > 0 && holdout < 1 && Number.isSafeInteger(seed) ? { holdout, seed } : null;
}
