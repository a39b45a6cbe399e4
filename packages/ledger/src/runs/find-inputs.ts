import type { Ledger } from '../ledger.ts';
import { type KnownInput, selectKnownInputs } from './inputs.store.ts';

/** The different data that runs of these experiments read, for what: names to choose from. */
export function findInputs(
  ledger: Ledger,
  experimentIds: readonly number[],
  most: number,
): Promise<readonly KnownInput[]> {
  return selectKnownInputs(ledger.sql, experimentIds, most);
}
