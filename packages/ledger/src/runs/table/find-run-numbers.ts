import type { Ledger } from '../../ledger.ts';
import { FilterInvalid } from '../filter/filter-invalid.ts';
import { runLimits } from '../limits.ts';
import { selectFoundNumbers } from '../search.store.ts';
import { runsWanted } from '../search-runs.ts';
import type { FoundRunNumbers, RunsAsked } from './run-line.ts';

/**
 * Every run that is found, in order, by number alone: a table goes to any line of it, and what it shows does not move
 * when runs are added meanwhile.
 */
export async function findRunNumbers(
  ledger: Ledger,
  asked: RunsAsked,
  most: number = runLimits.listedRuns,
): Promise<FoundRunNumbers> {
  try {
    const wanted = await runsWanted(ledger, asked);
    const numbers = await selectFoundNumbers(ledger.sql, { ...wanted, after: null, count: most + 1 });
    return { fault: null, numbers: numbers.slice(0, most), more: numbers.length > most };
  } catch (error) {
    if (error instanceof FilterInvalid) return { fault: error };
    throw error;
  }
}
