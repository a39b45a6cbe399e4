import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import type { Account } from './account.ts';
import { accountUnknown } from './account-unknown.ts';
import { lockAccount, lockAdmins, writeAccount } from './accounts.store.ts';
import { assertPassword } from './assert-password.ts';
import { hashPassword } from './password-hash.ts';
import type { Role } from './permissions.ts';
import { deleteSessionsOf } from './sessions.store.ts';

export interface AccountChanges {
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
  readonly password?: string | undefined;
}

export async function updateAccount(
  ledger: Ledger,
  by: Actor,
  { name, ...changes }: AccountChanges & { readonly name: string },
): Promise<Account> {
  const { role, disabled, password } = changes;
  if (password !== undefined) assertPassword(password);
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return ledger.transaction(async (inside) => {
    const admins = await lockAdmins(inside);
    const before = await lockAccount(inside, name);
    if (!before) throw accountUnknown(name);
    const staysAdmin = (role ?? before.role) === 'admin' && !(disabled ?? before.disabled);
    if (!staysAdmin && admins.length === 1 && admins[0] === name) {
      throw new LedgerError(
        'LAST_ADMIN',
        `${name} is the last administrator who can act; make another account an administrator first.`,
      );
    }
    const after = await writeAccount(inside, before.id, { role, disabled, passwordHash });
    // Whoever is signed in with what was good until now signs in again; a role counts at once without it.
    if (after.disabled || passwordHash !== undefined) await deleteSessionsOf(inside, before.id);
    await recordEvent(inside, by, {
      action: 'account.updated',
      subjectKind: 'account',
      subject: name,
      before: { role: before.role, disabled: before.disabled },
      after: { role: after.role, disabled: after.disabled },
      ...(passwordHash !== undefined && { detail: { password: 'changed' } }),
    });
    return after;
  });
}
