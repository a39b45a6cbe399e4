import type { Ledger } from '../ledger.ts';
import { loadRuns } from './load-runs.ts';
import { runIdPattern } from './read-runs.ts';
import { selectRunRows } from './run.store.ts';
import type { Run } from './run.ts';
import { selectLines } from './table/table.store.ts';

/** In the order of `ids`; those that are not there are left out. */
export async function findRuns(ledger: Ledger, ids: readonly string[]): Promise<readonly Run[]> {
  const wanted = ids.filter((id) => runIdPattern.test(id));
  const rows = new Map((await selectRunRows(ledger.sql, wanted)).map((row) => [row.id, row]));
  return loadRuns(
    ledger.sql,
    wanted.flatMap((id) => rows.get(id) ?? []),
  );
}

/** Likewise, by number. */
export async function runsByNumber(ledger: Ledger, numbers: readonly number[]): Promise<readonly Run[]> {
  const rows = new Map((await selectLines(ledger.sql, numbers)).map((row) => [row.no, row]));
  return loadRuns(
    ledger.sql,
    numbers.flatMap((number) => rows.get(number) ?? []),
  );
}
