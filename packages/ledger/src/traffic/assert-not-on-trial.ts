import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { challenger } from '../models/model.ts';
import { selectTraffic } from './traffic.store.ts';

/** While a challenger is tried its alias says which; it moves with the traffic. Call it with the model locked. */
export async function assertNotOnTrial(
  inside: Ledger,
  model: { readonly id: number; readonly name: string },
  alias: string,
): Promise<void> {
  if (alias !== challenger) return;
  const traffic = await selectTraffic(inside.sql, model.id);
  if (traffic?.state !== 'running') return;
  throw new LedgerError(
    'STILL_REFERRED_TO',
    `${model.name}@${traffic.version} is being tried as the challenger; abort or end its ${traffic.mode} first.`,
  );
}
