import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import { compareValues } from './compare-values.ts';
import { runLimits } from './limits.ts';
import { loadRuns } from './load-runs.ts';
import { type RunRow, selectRunRow, selectRunRows } from './run.store.ts';
import type { Run, RunComparison } from './run.ts';

/** Deleted or not: what a model version refers to can always be looked at. */
export async function getRun(ledger: Ledger, id: string): Promise<Run> {
  return (await loadRuns(ledger.sql, [await runRow(ledger, id)]))[0];
}

/** In the order of `ids`. */
export async function compareRuns(ledger: Ledger, ids: readonly string[]): Promise<RunComparison> {
  const wanted = [...new Set(ids)];
  if (wanted.length > runLimits.comparedRuns) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `At most ${runLimits.comparedRuns} runs are compared at once, and ${wanted.length} were asked for; choose fewer.`,
    );
  }
  wanted.forEach(assertKnownForm);
  const rows = new Map((await selectRunRows(ledger.sql, wanted)).map((row) => [row.id, row]));
  const runs = await loadRuns(
    ledger.sql,
    wanted.map((id) => {
      const row = rows.get(id);
      if (!row) throw runUnknown(id);
      return row;
    }),
  );
  return {
    runs,
    params: compareValues(runs.map((run) => run.params)),
    metrics: compareValues(runs.map((run) => run.metrics)),
  };
}

export async function runRow(ledger: Ledger, id: string): Promise<RunRow> {
  assertKnownForm(id);
  const row = await selectRunRow(ledger.sql, id);
  if (!row) throw runUnknown(id);
  return row;
}

export const runIdPattern = /^[a-zA-Z0-9][\w-]{0,255}$/;

/** No run has another id, so the database is not asked for one. */
export function assertKnownForm(id: string): void {
  if (!runIdPattern.test(id)) throw runUnknown(id);
}

export function runUnknown(id: string): LedgerError {
  return new LedgerError('RUN_UNKNOWN', `There is no run with the id ${shown(id)}.`);
}
