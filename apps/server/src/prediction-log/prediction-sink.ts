import { type Ledger, LedgerError, type PredictionRow, writePredictions } from '@verdict/ledger';
import { RowsRefused } from './rows-refused.ts';

/** Where rows of the prediction log go: the record, or over HTTP to whoever keeps it. */
export interface PredictionSink {
  /**
   * Idempotent by id, so that what may or may not have arrived is written again. Rejects with RowsRefused where these
   * rows can never be written; after anything else the same rows are tried again.
   */
  readonly write: (rows: readonly PredictionRow[]) => Promise<void>;
}

export function recordSink(ledger: Ledger): PredictionSink {
  return {
    write: async (rows) => {
      try {
        await writePredictions(ledger, rows);
      } catch (error) {
        if (error instanceof LedgerError && !error.canRetry) throw new RowsRefused(error.message, error);
        throw error;
      }
    },
  };
}
