import type { Ledger } from '../ledger.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import type { Account, ApiKey } from './account.ts';
import { accountUnknown } from './account-unknown.ts';
import { accountByName, accountsAfter, apiKeyById, apiKeysBefore, enabledAdmins } from './accounts.store.ts';
import { apiKeyUnknown } from './revoke-api-key.ts';

export async function getAccount(ledger: Ledger, name: string): Promise<Account> {
  const known = await accountByName(ledger, name);
  if (!known) throw accountUnknown(name);
  const { id: _id, passwordHash: _hash, ...account } = known;
  return account;
}

/** In the order of their names. */
export async function listAccounts(ledger: Ledger, page: PageOptions = {}): Promise<Page<Account>> {
  const query = ['accounts'];
  const limit = pageLimit(page.limit);
  const after = decodePageToken(query, page.pageToken, ['string']);
  const rows = await accountsAfter(ledger, after && String(after[0]), limit + 1);
  return pageOf(rows, limit, {
    item: (account) => account,
    token: ({ name }) => encodePageToken(query, [name]),
  });
}

/** Administrators that are not disabled. */
export async function countAdmins(ledger: Ledger): Promise<number> {
  return enabledAdmins(ledger);
}

export async function getApiKey(ledger: Ledger, id: string): Promise<ApiKey> {
  const key = await apiKeyById(ledger, id);
  if (!key) throw apiKeyUnknown();
  return key;
}

export interface ApiKeysWanted extends PageOptions {
  /** Of this account alone. */
  readonly account?: string;
}

/** Newest first, with those that are revoked or expired. */
export async function listApiKeys(ledger: Ledger, wanted: ApiKeysWanted = {}): Promise<Page<ApiKey>> {
  const account = wanted.account ?? null;
  const query = ['keys', account];
  const limit = pageLimit(wanted.limit);
  const after = decodePageToken(query, wanted.pageToken, ['integer', 'string']);
  const before = after && { createdMs: Number(after[0]), id: String(after[1]) };
  const rows = await apiKeysBefore(ledger, account, before, limit + 1);
  return pageOf(rows, limit, {
    item: (key) => key,
    token: ({ createdMs, id }) => encodePageToken(query, [createdMs, id]),
  });
}
