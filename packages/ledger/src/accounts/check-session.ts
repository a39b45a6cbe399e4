import type { Ledger } from '../ledger.ts';
import type { Principal } from './account.ts';
import { permissionsOf } from './permissions.ts';
import { sessionGoodUntil, stepSession } from './session.ts';
import { parseSessionToken } from './session-token.ts';
import { markSeen, sessionToCheck } from './sessions.store.ts';

/** Null for a token that is none, one that was ended, and one that was not used for long. */
export async function checkSession(ledger: Ledger, token: string): Promise<Principal | null> {
  const sha256 = parseSessionToken(token);
  const session = sha256 === null ? null : await sessionToCheck(ledger, sha256);
  if (sha256 === null || !session || session.disabled) return null;
  const now = ledger.clock();
  const step = stepSession(session, now);
  if (step === 'ended') return null;
  if (step === 'seen') await markSeen(ledger, sha256, now);
  return {
    account: session.account,
    role: session.role,
    permissions: permissionsOf(session.role, null),
    via: 'session',
    keyId: null,
    actor: session.account,
    expiresMs: sessionGoodUntil({ ...session, ...(step === 'seen' && { seenMs: now }) }),
  };
}
