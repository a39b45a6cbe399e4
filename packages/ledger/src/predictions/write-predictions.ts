import { SqlError } from '@verdict/db';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import type { PredictionRow } from './prediction.ts';
import { insertPredictions } from './predictions.store.ts';

/** All in one statement. A row whose id is there already is left as it is, so the same rows may come again. */
export async function writePredictions(ledger: Ledger, rows: readonly PredictionRow[]): Promise<void> {
  if (rows.length === 0) return;
  try {
    await insertPredictions(ledger.sql, rows);
  } catch (error) {
    if (!isRowsFault(error)) throw error;
    throw new LedgerError(
      'VALUE_INVALID',
      `A row of the prediction log breaks its table’s rules (${error.message}); send rows as a server made them.`,
      { cause: error },
    );
  }
}

/** Classes 22 and 23: data that its column cannot hold, a constraint that it breaks. */
export function isRowsFault(error: unknown): error is SqlError {
  return error instanceof SqlError && /^2[23]/.test(error.code);
}
