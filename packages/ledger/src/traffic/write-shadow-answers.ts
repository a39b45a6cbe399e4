import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { isRowsFault } from '../predictions/write-predictions.ts';
import { insertShadowAnswers } from './shadow-answers.store.ts';

/** What a challenger said, or could not say, to a question that the champion answered. */
export interface ShadowAnswer {
  readonly predictionId: string;
  readonly model: string;
  /** The challenger's. */
  readonly version: number;
  /** Null where it failed, as confidence and scores. */
  readonly label: string | null;
  readonly confidence: number | null;
  readonly scores: Readonly<Record<string, number>> | null;
  readonly tookUs: number;
  /** Why it failed; null: it answered. */
  readonly failed: string | null;
}

/** All in one statement. A row that is there already is left as it is, so the same rows may come again. */
export async function writeShadowAnswers(ledger: Ledger, answers: readonly ShadowAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  try {
    await insertShadowAnswers(ledger.sql, answers);
  } catch (error) {
    if (!isRowsFault(error)) throw error;
    throw new LedgerError(
      'VALUE_INVALID',
      `An answer of a challenger breaks its table’s rules (${error.message}); send rows as a server made them.`,
      { cause: error },
    );
  }
}
