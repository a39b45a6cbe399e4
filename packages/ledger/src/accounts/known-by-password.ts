import type { Ledger } from '../ledger.ts';
import { accountByName, type KnownAccount } from './accounts.store.ts';
import { longestPassword } from './assert-password.ts';
import { verifyNothing, verifyPassword } from './password-hash.ts';

/** Null for a wrong password, an unknown, a disabled account and one without a password: which of them, nobody is told. */
export async function knownByPassword(
  ledger: Ledger,
  name: string,
  password: string,
): Promise<KnownAccount | null> {
  // Nobody has such a password, and a name with a NUL is nothing to ask a database for.
  if (password.length > longestPassword || !/^[A-Za-z0-9._-]{1,100}$/.test(name)) return null;
  const account = await accountByName(ledger, name);
  const hash = account && !account.disabled ? account.passwordHash : null;
  const good = hash === null ? await verifyNothing(password) : await verifyPassword(password, hash);
  return account && good ? account : null;
}
