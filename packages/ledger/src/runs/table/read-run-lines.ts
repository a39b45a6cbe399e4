import { LedgerError } from '../../errors.ts';
import type { Ledger } from '../../ledger.ts';
import { runLimits } from '../limits.ts';
import { selectModels } from '../load-runs.ts';
import type { LoggedColumn, RunLine } from './run-line.ts';
import { selectLines, selectLogged } from './table.store.ts';

/** Five statements at most, however many runs and columns. Runs that are not there are left out. */
export async function readRunLines(
  ledger: Ledger,
  numbers: readonly number[],
  columns: readonly LoggedColumn[],
): Promise<readonly RunLine[]> {
  if (numbers.length > runLimits.lines) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `At most ${runLimits.lines} lines of the table of runs are read at once, not ${numbers.length}; ask for them in parts.`,
    );
  }
  if (numbers.length === 0) return [];
  const rows = new Map((await selectLines(ledger.sql, numbers)).map((row) => [row.no, row]));
  const models = Map.groupBy(await selectModels(ledger.sql, numbers), ({ run_no }) => run_no);
  const values = new Map(
    numbers.map((no) => [no, new Array<string | number | null>(columns.length).fill(null)]),
  );
  for (const entity of ['metrics', 'params', 'tags'] as const) {
    const places = Map.groupBy(
      columns.map((column, at) => ({ ...column, at })).filter((column) => column.entity === entity),
      ({ key }) => key,
    );
    if (places.size === 0) continue;
    for (const { run_no, key, value } of await selectLogged(ledger.sql, entity, numbers, [
      ...places.keys(),
    ])) {
      for (const { at } of places.get(key) ?? []) values.get(run_no)![at] = value;
    }
  }
  return numbers.flatMap((number) => {
    const row = rows.get(number);
    if (!row) return [];
    return {
      number,
      id: row.id,
      name: row.name,
      experiment: row.experiment_name,
      status: row.status,
      user: row.user_name,
      startMs: row.start_ms,
      endMs: row.end_ms,
      models: (models.get(number) ?? []).map(({ name, version }) => ({ name, version })),
      values: values.get(number) ?? [],
    };
  });
}
