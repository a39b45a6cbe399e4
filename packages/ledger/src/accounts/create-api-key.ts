import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertName } from '../names.ts';
import type { ApiKey } from './account.ts';
import { accountUnknown } from './account-unknown.ts';
import { accountByName, apiKeyById, insertApiKey } from './accounts.store.ts';
import { createKeySecret } from './key-secret.ts';
import { type Permission, permissionsOf } from './permissions.ts';

export interface NewApiKey {
  readonly account: string;
  /** What it is for: `build`. It stands in the record beside what is done with the key. */
  readonly name: string;
  readonly scopes: readonly Permission[];
  /** Null: until it is revoked. */
  readonly expiresMs: number | null;
}

/** `secret` is the whole key. It is given this once and kept nowhere. */
export async function createApiKey(
  ledger: Ledger,
  by: Actor,
  { account, name, scopes, expiresMs }: NewApiKey,
): Promise<{ readonly key: ApiKey; readonly secret: string }> {
  assertName('key', name);
  if (scopes.length === 0) {
    throw new LedgerError('VALUE_INVALID', 'A key without scopes can do nothing; name at least one.');
  }
  if (expiresMs !== null && !(Number.isSafeInteger(expiresMs) && expiresMs > ledger.clock())) {
    throw new LedgerError(
      'VALUE_INVALID',
      'The key would have expired already; give a time to come, in whole milliseconds since 1970.',
    );
  }
  const { id, secret, sha256 } = createKeySecret();
  return ledger.transaction(async (inside) => {
    const owner = await accountByName(inside, account);
    if (!owner) throw accountUnknown(account);
    const allowed = permissionsOf(owner.role, null);
    const beyond = scopes.find((scope) => !allowed.includes(scope));
    if (beyond !== undefined) {
      throw new LedgerError(
        'VALUE_INVALID',
        `${account} is ${owner.role} and may not ${beyond}; a key’s scopes are among ${allowed.join(', ')}.`,
      );
    }
    const kept = allowed.filter((permission) => scopes.includes(permission));
    await insertApiKey(inside, {
      id,
      accountId: owner.id,
      name,
      secretSha256: sha256,
      scopes: kept,
      expiresMs,
    });
    await recordEvent(inside, by, {
      action: 'key.created',
      subjectKind: 'key',
      subject: id,
      after: { account, name, scopes: kept, expires_ms: expiresMs },
    });
    const key = await apiKeyById(inside, id);
    if (!key) throw new LedgerError('API_KEY_UNKNOWN', 'The key went while it was made; make it again.');
    return { key, secret };
  });
}
