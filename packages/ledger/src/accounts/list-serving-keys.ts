import { createHash } from 'node:crypto';
import type { Ledger } from '../ledger.ts';
import type { ServingKey } from './account.ts';
import { goodKeys } from './accounts.store.ts';

export interface ServingKeys {
  /** Another one whenever another key is good, or good for something else. */
  readonly revision: string;
  /** By id. */
  readonly keys: readonly ServingKey[];
}

/** Every key that is good now: not revoked, not expired, its account not disabled. */
export async function listServingKeys(ledger: Ledger): Promise<ServingKeys> {
  const keys = await goodKeys(ledger, ledger.clock());
  const revision = createHash('sha256').update(JSON.stringify(keys)).digest('hex').slice(0, 32);
  return { revision, keys };
}
