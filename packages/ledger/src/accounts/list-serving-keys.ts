import { createHash } from 'node:crypto';
import type { Ledger } from '../ledger.ts';
import { goodKeys } from './accounts.store.ts';
import type { Permission, Role } from './permissions.ts';

/** As much of a key as it takes to know it again. Of 256 random bits the hash gives nothing away. */
export interface ServingKey {
  readonly id: string;
  /** Of the secret part, in hex. */
  readonly sha256: string;
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Permission[];
  readonly expiresMs: number | null;
}

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
