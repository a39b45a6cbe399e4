import {
  abortTraffic,
  type Ledger,
  LedgerError,
  type ShadowAnswer,
  writeShadowAnswers,
} from '@verdict/ledger';
import { RowsRefused } from '../prediction-log/rows-refused.ts';

/** Where a serving process tells what became of a trial: the record, or over HTTP whoever keeps it. */
export interface TrafficRecord {
  /** Idempotent by prediction and version. Rejects with RowsRefused where these rows can never be written. */
  readonly writeShadow: (answers: readonly ShadowAnswer[]) => Promise<void>;
  /** Idempotent; of a trial that is over it changes nothing. */
  readonly abort: (trial: TrialToAbort) => Promise<void>;
}

export interface TrialToAbort {
  readonly model: string;
  readonly startedMs: number;
  readonly reason: string;
}

const system = { name: 'system', requestId: null };

/** The record is in this process. */
export function localTrafficRecord(ledger: Ledger): TrafficRecord {
  return {
    writeShadow: async (answers) => {
      try {
        await writeShadowAnswers(ledger, answers);
      } catch (error) {
        if (error instanceof LedgerError && !error.canRetry) throw new RowsRefused(error.message, error);
        throw error;
      }
    },
    abort: async (trial) => {
      try {
        await abortTraffic(ledger, system, trial);
      } catch (error) {
        // It ended meanwhile, or its model is gone: nothing is tried any more.
        if (error instanceof LedgerError && !error.canRetry) return;
        throw error;
      }
    },
  };
}
