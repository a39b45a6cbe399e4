import { LedgerError } from '../../errors.ts';
import type { Ledger } from '../../ledger.ts';
import { runIdPattern } from '../read-runs.ts';
import { loggedModelLimits } from './limits.ts';
import { loadLoggedModels } from './load-logged-models.ts';
import { selectLoggedModel } from './logged-model.store.ts';
import type { LoggedModel } from './logged-model.ts';

/** A deleted one only where `deleted` says so. */
export async function getLoggedModel(
  ledger: Ledger,
  id: string,
  { deleted = false }: { readonly deleted?: boolean } = {},
): Promise<LoggedModel> {
  assertKnownModelForm(id);
  const row = await selectLoggedModel(ledger.sql, id);
  if (!row || (row.deleted_ms !== null && !deleted)) throw loggedModelUnknown(id);
  return (await loadLoggedModels(ledger.sql, [row], loggedModelLimits.metrics))[0];
}

/** No logged model has another id, so the database is not asked for one. */
export function assertKnownModelForm(id: string): void {
  if (!runIdPattern.test(id)) throw loggedModelUnknown(id);
}

/** In MLflow's words. */
export function loggedModelUnknown(id: string): LedgerError {
  return new LedgerError('LOGGED_MODEL_UNKNOWN', `Logged model with ID '${id.slice(0, 256)}' not found.`);
}
