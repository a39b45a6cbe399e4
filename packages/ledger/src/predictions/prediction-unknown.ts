import { LedgerError } from '../errors.ts';
import { shown } from '../names.ts';

export function predictionUnknown(id: string): LedgerError {
  return new LedgerError(
    'PREDICTION_UNKNOWN',
    `There is no prediction ${shown(id)} in the log; it may have been too old to be kept, or its text was not logged: see the list of predictions.`,
  );
}
