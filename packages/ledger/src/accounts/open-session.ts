import { recordEvent } from '../events/record-event.ts';
import type { Ledger } from '../ledger.ts';
import { lockAccount } from './accounts.store.ts';
import { knownByPassword } from './known-by-password.ts';
import { longestBrowser, longestMs, mostSessions, type OpenedSession } from './session.ts';
import { createSessionToken } from './session-token.ts';
import { deleteEnded, deleteOldest, insertSession } from './sessions.store.ts';

export interface SignInToMake {
  readonly name: string;
  readonly password: string;
  /** As the browser calls itself. */
  readonly browser: string;
  readonly requestId: string | null;
}

/** Null where name and password are not good, as `checkPassword`. */
export async function openSession(
  ledger: Ledger,
  { name, password, browser, requestId }: SignInToMake,
): Promise<OpenedSession | null> {
  const known = await knownByPassword(ledger, name, password);
  if (!known) return null;
  const { token, sha256 } = createSessionToken();
  return ledger.transaction(async (inside) => {
    const account = await lockAccount(inside, known.name);
    // The check took its time: a session must not outlive the password by which it was opened.
    if (!account || account.disabled || account.passwordHash !== known.passwordHash) return null;
    const now = inside.clock();
    const endsMs = now + longestMs;
    await deleteEnded(inside, now);
    await insertSession(inside, {
      sha256,
      accountId: account.id,
      createdMs: now,
      seenMs: now,
      endsMs,
      browser: browser.toWellFormed().replaceAll('\0', '').slice(0, longestBrowser),
    });
    await deleteOldest(inside, account.id, mostSessions);
    await recordEvent(
      inside,
      { name: account.name, requestId },
      {
        action: 'account.signed_in',
        subjectKind: 'account',
        subject: account.name,
        detail: { ends_ms: endsMs },
      },
    );
    return { token, account: account.name, role: account.role, endsMs };
  });
}
