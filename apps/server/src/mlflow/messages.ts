import { LedgerError, type LedgerErrorCode, ParamChanged } from '@verdict/ledger';

type Asked = Readonly<Record<string, unknown>>;

/** What MLflow says where the record refuses: scripts and people look for these words. */
const messages: Partial<Record<LedgerErrorCode, (asked: Asked, said: string) => string | null>> = {
  RUN_UNKNOWN: ({ run_id }) => (run_id === undefined ? null : `Run with id=${run_id} not found`),
  EXPERIMENT_UNKNOWN: ({ experiment_id }) =>
    experiment_id === undefined ? null : `No Experiment with id=${experiment_id} exists`,
  EXPERIMENT_EXISTS: ({ name, new_name }, said) =>
    `Experiment(name=${name ?? new_name}) already exists. ${said}`,
  DELETED: ({ run_id, experiment_id, new_name }, said) => {
    if (run_id !== undefined) {
      // A run in a deleted experiment cannot be restored before it: that is ours to say.
      return said.startsWith('The run ') ? notActive(`run ${run_id}`) : null;
    }
    if (new_name !== undefined) return 'Cannot rename a non-active experiment.';
    return experiment_id === undefined ? null : notActive(`experiment ${experiment_id}`);
  },
  MODEL_UNKNOWN: ({ name, version }) =>
    version === undefined
      ? `Registered Model with name=${name} not found`
      : `Model Version (name=${name}, version=${version}) not found`,
  MODEL_VERSION_UNKNOWN: ({ name, version }) =>
    version === undefined ? null : `Model Version (name=${name}, version=${version}) not found`,
  MODEL_EXISTS: ({ new_name }) =>
    new_name === undefined ? null : `Registered Model (name=${new_name}) already exists.`,
  PAGE_TOKEN_INVALID: (_, said) => `Invalid page token. ${said}`,
};

function notActive(what: string): string {
  return `The ${what} must be in the 'active' state. Current state is deleted.`;
}

/** The same refusal, as MLflow would say it. */
export function inMlflowsWords(error: unknown, asked: Asked): unknown {
  if (!(error instanceof LedgerError)) return error;
  // Of a batch it tells of all of them; of one parameter it says what the record does.
  if (error instanceof ParamChanged && asked.params !== undefined) return changedInBatch(error, asked);
  const message = messages[error.code]?.(asked, error.message) ?? null;
  return message === null ? error : new LedgerError(error.code, message, { cause: error });
}

function changedInBatch(error: ParamChanged, { run_id }: Asked): LedgerError {
  const changes = error.changes.map(
    ({ key, before, after }) => `{'key': '${key}', 'old_value': '${before}', 'new_value': '${after}'}`,
  );
  return new LedgerError(
    error.code,
    `Changing param values is not allowed. Params were already logged='[${changes.join(', ')}]' for run ID='${run_id}'.`,
    { cause: error },
  );
}
