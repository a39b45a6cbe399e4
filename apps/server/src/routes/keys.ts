import type * as Wire from '@verdict/api';
import { ApiKey, ApiKeysReply, CreateApiKey, CreatedApiKey, PageQuery } from '@verdict/api';
import {
  type ApiKey as ApiKeyOnRecord,
  createApiKey,
  getApiKey,
  listApiKeys,
  revokeApiKey,
} from '@verdict/ledger';
import { Type } from 'typebox';
import type { Caller } from '../auth/caller.ts';
import { permissionDenied } from '../auth/require-permissions.ts';
import { ServerError } from '../errors.ts';
import { bodyErrors, recordErrors, refusals } from '../schemas.ts';
import { type AccountsInput, guarded } from './accounts.ts';
import { pageOf } from './record/paging.ts';

const tags = ['accounts'];
const OfKey = Type.Object({ id: Type.String() });

/** One's own with any role, everybody's as an administrator. */
export function keyRoutes({ app, ledger, auth }: AccountsInput): void {
  app.get(
    '/api/v1/keys',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'keys.list',
        summary: 'List one’s own keys, newest first; as an administrator, everybody’s',
        tags,
        querystring: PageQuery,
        response: {
          200: ApiKeysReply,
          ...refusals(...recordErrors, ...guarded, 'PAGE_TOKEN_INVALID', 'LIMIT_EXCEEDED'),
        },
      },
    },
    async ({ caller, query }) => {
      const mine = isAdmin(caller) ? {} : { account: ownAccount(caller) };
      const { items, nextPageToken } = await listApiKeys(ledger, { ...mine, ...pageOf(query) });
      return { keys: items.map(presentKey), next_page_token: nextPageToken };
    },
  );

  app.post(
    '/api/v1/keys',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'keys.create',
        summary: 'Make a key; the reply is the only place where the whole of it is ever shown',
        tags,
        body: CreateApiKey,
        response: {
          200: CreatedApiKey,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            ...guarded,
            'NAME_INVALID',
            'VALUE_INVALID',
            'ACCOUNT_UNKNOWN',
          ),
        },
      },
    },
    async ({ actor, caller, body }) => {
      const account = body.account ?? ownAccount(caller);
      // Otherwise a key that expires could make itself one that does not.
      const byPassword = caller?.via === 'password' || caller?.via === 'session';
      const own = byPassword && caller.account === account;
      if (!own && !isAdmin(caller)) throw permissionDenied(caller, 'admin');
      const { key, secret } = await createApiKey(ledger, actor, {
        account,
        name: body.name,
        scopes: body.scopes,
        expiresMs: body.expires_ms ?? null,
      });
      return { key: presentKey(key), secret };
    },
  );

  app.delete(
    '/api/v1/keys/:id',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'keys.revoke',
        summary: 'Revoke a key for ever',
        tags,
        params: OfKey,
        response: { 200: ApiKey, ...refusals(...recordErrors, ...guarded, 'API_KEY_UNKNOWN') },
      },
    },
    async ({ actor, caller, params }) => {
      const key = await getApiKey(ledger, params.id);
      if (key.account !== caller?.account && !isAdmin(caller)) throw permissionDenied(caller, 'admin');
      const revoked = await revokeApiKey(ledger, actor, params.id);
      auth.forget();
      return presentKey(revoked);
    },
  );
}

function isAdmin(caller: Caller | null): boolean {
  return caller?.permissions.includes('admin') ?? false;
}

function ownAccount(caller: Caller | null): string {
  if (caller?.account) return caller.account;
  throw new ServerError(
    'REQUEST_INVALID',
    'You are not signed in as an account; say whose the key is to be in “account”, or with --account.',
  );
}

function presentKey(key: ApiKeyOnRecord): Wire.ApiKey {
  return {
    id: key.id,
    account: key.account,
    name: key.name,
    scopes: [...key.scopes],
    created_ms: key.createdMs,
    expires_ms: key.expiresMs,
    revoked_ms: key.revokedMs,
    last_used_ms: key.lastUsedMs,
  };
}
