import { ApiError, type CallOptions, type Client } from '@verdict/api';
import type { ErrandRow } from './errands.store.ts';
import { msOfUuid } from './uuid-time.ts';

/** done: there is nothing left to do; else why it failed. */
export type ErrandOutcome =
  | { readonly done: true; readonly dropped?: string }
  | { readonly done: false; readonly error: unknown };

/** Verdict’s log may get a row so late: a prediction that it does not know yet may still come. */
const mayComeMs = 20 * 60_000;

/** Doing it twice leaves what doing it once leaves. */
export async function runErrand(
  { predictions }: Pick<Client, 'predictions'>,
  { prediction_id: id, kind, label, comment }: ErrandRow,
  { now, options }: { readonly now: number; readonly options: CallOptions },
): Promise<ErrandOutcome> {
  try {
    if (kind === 'erase') await predictions.remove(id, options);
    else
      await predictions.giveFeedback(
        id,
        { label: label ?? '', ...(comment !== null && { comment }) },
        options,
      );
    return { done: true };
  } catch (error) {
    if (!(error instanceof ApiError)) return { done: false, error };
    const madeMs = msOfUuid(id);
    const mayCome = madeMs !== null && now - madeMs < mayComeMs;
    if (error.code === 'PREDICTION_UNKNOWN' && !mayCome) return { done: true };
    // The model has other classes than this site's: there is nothing that it could learn from it.
    if (error.code === 'LABEL_UNKNOWN') return { done: true, dropped: error.detail };
    return { done: false, error };
  }
}
