import { LedgerError } from '../errors.ts';
import { shown } from '../names.ts';

export function predictionUnknown(id: string): LedgerError {
  return new LedgerError(
    'PREDICTION_UNKNOWN',
    `There is no prediction ${shown(id)} in the log: it was deleted, has aged out, or was never logged; list the predictions to see which there are.`,
  );
}
