import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertName } from '../names.ts';
import type { Account } from './account.ts';
import { insertAccount } from './accounts.store.ts';
import { assertPassword } from './assert-password.ts';
import { hashPassword } from './password-hash.ts';
import type { Role } from './permissions.ts';

export interface NewAccount {
  readonly name: string;
  readonly role: Role;
  /** Without one it signs in with keys alone. */
  readonly password?: string | null;
}

export async function createAccount(
  ledger: Ledger,
  by: Actor,
  { name, role, password = null }: NewAccount,
): Promise<Account> {
  assertName('account', name);
  if (password !== null) assertPassword(password);
  // Before the transaction: the embedded store answers nobody else while one is open.
  const passwordHash = password === null ? null : await hashPassword(password);
  return ledger.transaction(async (inside) => {
    const account = await insertAccount(inside, { name, role, passwordHash });
    if (!account) {
      throw new LedgerError('ACCOUNT_EXISTS', `There is an account ${name} already; choose another name.`);
    }
    await recordEvent(inside, by, {
      action: 'account.created',
      subjectKind: 'account',
      subject: name,
      after: { role, disabled: false },
      detail: { password: passwordHash === null ? 'none' : 'set' },
    });
    return account;
  });
}
