import type {
  Account,
  AccountsReply,
  ApiKey,
  ApiKeysReply,
  CreateAccount,
  CreateApiKey,
  CreatedApiKey,
  UpdateAccount,
} from '../accounts.ts';
import type { PageQuery } from '../common.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

export interface AccountsClient {
  readonly list: (query?: PageQuery, options?: CallOptions) => Promise<AccountsReply>;
  readonly create: (request: CreateAccount, options?: CallOptions) => Promise<Account>;
  readonly update: (name: string, request: UpdateAccount, options?: CallOptions) => Promise<Account>;
}

export function accountsClient({ json }: Transport): AccountsClient {
  const path = '/api/v1/accounts';
  return {
    list: (query, options) => json({ method: 'GET', path, query: { ...query }, harmless: true }, options),
    create: (request, options) => json({ method: 'POST', path, json: request, harmless: false }, options),
    update: (name, request, options) =>
      json({ method: 'PATCH', path: at`/api/v1/accounts/${name}`, json: request, harmless: true }, options),
  };
}

export interface KeysClient {
  readonly list: (query?: PageQuery, options?: CallOptions) => Promise<ApiKeysReply>;
  /** The secret is in this reply and nowhere else. */
  readonly create: (request: CreateApiKey, options?: CallOptions) => Promise<CreatedApiKey>;
  readonly revoke: (id: string, options?: CallOptions) => Promise<ApiKey>;
}

export function keysClient({ json }: Transport): KeysClient {
  const path = '/api/v1/keys';
  return {
    list: (query, options) => json({ method: 'GET', path, query: { ...query }, harmless: true }, options),
    create: (request, options) => json({ method: 'POST', path, json: request, harmless: false }, options),
    revoke: (id, options) =>
      json({ method: 'DELETE', path: at`/api/v1/keys/${id}`, harmless: true }, options),
  };
}
