import { LedgerError, type LedgerErrorCode } from '@verdict/ledger';

type Asked = Readonly<Record<string, unknown>>;

/** What MLflow says where the record refuses: scripts and people look for these words. */
const messages: Partial<Record<LedgerErrorCode, (asked: Asked) => string | null>> = {
  RUN_UNKNOWN: ({ run_id }) => (run_id === undefined ? null : `Run with id=${run_id} not found`),
  EXPERIMENT_UNKNOWN: ({ experiment_id }) =>
    experiment_id === undefined ? null : `No Experiment with id=${experiment_id} exists`,
};

/** The same refusal, as MLflow would say it. */
export function inMlflowsWords(error: unknown, asked: Asked): unknown {
  if (!(error instanceof LedgerError)) return error;
  const message = messages[error.code]?.(asked) ?? null;
  return message === null ? error : new LedgerError(error.code, message, { cause: error });
}
