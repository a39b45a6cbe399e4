import type { Ledger } from '../ledger.ts';
import type { Principal } from './account.ts';
import { keyToCheck, markUsed } from './accounts.store.ts';
import { parseKeySecret, sameHash } from './key-secret.ts';
import { permissionsOf } from './permissions.ts';

/** People ask "is it still in use?" in days. */
const usedEveryMs = 60_000;

/** Null for a wrong, an expired and a revoked key, and for one of a disabled account. */
export async function checkApiKey(ledger: Ledger, secret: string): Promise<Principal | null> {
  const given = parseKeySecret(secret);
  if (!given) return null;
  const key = await keyToCheck(ledger, given.id);
  const now = ledger.clock();
  if (!key || !sameHash(key.secretSha256, given.sha256)) return null;
  if (key.disabled || key.revokedMs !== null || (key.expiresMs !== null && key.expiresMs <= now)) return null;
  if (key.lastUsedMs === null || key.lastUsedMs <= now - usedEveryMs) {
    await markUsed(ledger, key.id, now, usedEveryMs);
  }
  return {
    account: key.account,
    role: key.role,
    permissions: permissionsOf(key.role, key.scopes),
    via: 'key',
    keyId: key.id,
    actor: `${key.account}/key:${key.name}`,
    expiresMs: key.expiresMs,
  };
}
