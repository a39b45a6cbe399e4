import { LedgerError } from '../errors.ts';

export interface ParamChange {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

/** A parameter keeps its first value. In MLflow's words, which its clients' users know; long values are cut. */
export class ParamChanged extends LedgerError {
  readonly changes: readonly ParamChange[];

  constructor(runId: string, changes: readonly ParamChange[]) {
    const [{ key, before, after }] = changes;
    super(
      'PARAM_CHANGED',
      `Changing param values is not allowed. Param with key='${key}' was already logged with value='${cut(before)}' for run ID='${runId}'. Attempted logging new value '${cut(after)}'.`,
    );
    this.changes = changes.map((change) => ({
      key: change.key,
      before: cut(change.before),
      after: cut(change.after),
    }));
  }
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
