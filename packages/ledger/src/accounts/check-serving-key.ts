import type { Principal, ServingKey } from './account.ts';
import { parseKeySecret, sameHash } from './key-secret.ts';
import { permissionsOf } from './permissions.ts';

/** As `checkApiKey`, from what was heard of the record: a key that has been revoked is not among them. */
export function checkServingKey(
  keys: ReadonlyMap<string, ServingKey>,
  secret: string,
  nowMs: number,
): Principal | null {
  const given = parseKeySecret(secret);
  const key = given && keys.get(given.id);
  if (!key || !sameHash(key.sha256, given.sha256)) return null;
  if (key.expiresMs !== null && key.expiresMs <= nowMs) return null;
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
