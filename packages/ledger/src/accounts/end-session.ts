import { recordEvent } from '../events/record-event.ts';
import type { Ledger } from '../ledger.ts';
import { parseSessionToken } from './session-token.ts';
import { deleteSession } from './sessions.store.ts';

/** Whose it was; null where it had ended before. */
export async function endSession(
  ledger: Ledger,
  token: string,
  requestId: string | null,
): Promise<string | null> {
  const sha256 = parseSessionToken(token);
  if (sha256 === null) return null;
  return ledger.transaction(async (inside) => {
    const account = await deleteSession(inside, sha256);
    if (account !== null) {
      await recordEvent(
        inside,
        { name: account, requestId },
        { action: 'account.signed_out', subjectKind: 'account', subject: account },
      );
    }
    return account;
  });
}
