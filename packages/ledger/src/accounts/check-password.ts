import type { Ledger } from '../ledger.ts';
import type { Principal } from './account.ts';
import { knownByPassword } from './known-by-password.ts';
import { permissionsOf } from './permissions.ts';

/** Null for a wrong password, an unknown, a disabled account and one without a password: which of them, nobody is told. */
export async function checkPassword(
  ledger: Ledger,
  name: string,
  password: string,
): Promise<Principal | null> {
  const account = await knownByPassword(ledger, name, password);
  if (!account) return null;
  return {
    account: account.name,
    role: account.role,
    permissions: permissionsOf(account.role, null),
    via: 'password',
    keyId: null,
    actor: account.name,
    expiresMs: null,
  };
}
