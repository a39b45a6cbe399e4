import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { findModel } from '../models/models.store.ts';
import { selectTraffic } from './traffic.store.ts';
import type { Traffic } from './traffic.ts';

/** The trial of a challenger, running or aborted; null: there is none. */
export async function findTraffic(ledger: Ledger, model: string): Promise<Traffic | null> {
  const { id } = await findModel(ledger.sql, model);
  return selectTraffic(ledger.sql, id);
}

export async function getTraffic(ledger: Ledger, model: string): Promise<Traffic> {
  return (await findTraffic(ledger, model)) ?? refuseNoTraffic(model);
}

export function refuseNoTraffic(model: string): never {
  throw new LedgerError(
    'TRAFFIC_UNKNOWN',
    `No challenger of ${model} is being tried; begin with a shadow or a canary.`,
  );
}
