import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import type { ApiKey } from './account.ts';
import { apiKeyById, markRevoked } from './accounts.store.ts';

/** For ever; a key that was revoked before stays as it was. */
export async function revokeApiKey(ledger: Ledger, by: Actor, id: string): Promise<ApiKey> {
  return ledger.transaction(async (inside) => {
    const revoked = await markRevoked(inside, id);
    const key = await apiKeyById(inside, id);
    if (!key) throw apiKeyUnknown();
    if (revoked) {
      await recordEvent(inside, by, {
        action: 'key.revoked',
        subjectKind: 'key',
        subject: id,
        detail: { account: key.account, name: key.name },
      });
    }
    return key;
  });
}

export function apiKeyUnknown(): LedgerError {
  return new LedgerError('API_KEY_UNKNOWN', 'There is no such key; list keys to see which there are.');
}
