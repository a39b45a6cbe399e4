import { isPredictionId, LedgerError, mayBeOnItsWayMs, msOfPredictionId } from '@verdict/ledger';
import type { PredictionLog } from './create-prediction-log.ts';

export interface OnceFlushedInput {
  /** Of this process; null where it logs nothing. */
  readonly log: Pick<PredictionLog, 'flush'> | null;
  readonly id: string;
  readonly nowMs: number;
}

/** A database that takes longer has trouble, and the caller would rather hear so. */
const flushMs = 2000;

/** Looks for a prediction; where it was made so lately that its row may still wait in this process, once more. */
export async function onceFlushed<Found>(
  { log, id, nowMs }: OnceFlushedInput,
  look: (flushed: boolean) => Promise<Found>,
): Promise<Found> {
  try {
    return await look(false);
  } catch (error) {
    const isUnknown = error instanceof LedgerError && error.code === 'PREDICTION_UNKNOWN';
    const isYoung = isPredictionId(id) && nowMs - msOfPredictionId(id) <= mayBeOnItsWayMs;
    if (!log || !isUnknown || !isYoung) throw error;
    await log.flush(flushMs);
    return look(true);
  }
}
