import type { Ledger } from '../../ledger.ts';
import { runLimits } from '../limits.ts';
import { selectExperimentNames, selectKeys } from './table.store.ts';

export interface KnownKeys {
  readonly experiments: readonly string[];
  readonly params: readonly string[];
  readonly metrics: readonly string[];
  readonly tags: readonly string[];
}

/** What there is to choose columns from and to filter by, of all runs together. */
export async function knownKeys(ledger: Ledger): Promise<KnownKeys> {
  const most = runLimits.knownKeys;
  return {
    experiments: await selectExperimentNames(ledger.sql, most),
    params: await selectKeys(ledger.sql, 'params', most),
    metrics: await selectKeys(ledger.sql, 'metrics', most),
    tags: await selectKeys(ledger.sql, 'tags', most),
  };
}
