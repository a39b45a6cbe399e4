import type * as Wire from '@verdict/api';
import { Account, AccountsReply, CreateAccount, PageQuery, UpdateAccount } from '@verdict/api';
import {
  type Account as AccountOnRecord,
  createAccount,
  type Ledger,
  listAccounts,
  updateAccount,
} from '@verdict/ledger';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Auth } from '../auth/create-auth.ts';
import { permissionDenied } from '../auth/require-permissions.ts';
import { bodyErrors, recordErrors, refusals } from '../schemas.ts';
import { pageOf } from './record/paging.ts';
import type { App } from './route-input.ts';

const tags = ['accounts'];
const OfAccount = Type.Object({ name: Type.String() });

export interface AccountsInput {
  readonly app: App;
  readonly ledger: Ledger;
  readonly auth: Pick<Auth, 'forget' | 'confirm'>;
}

export function accountRoutes({ app, ledger, auth }: AccountsInput): void {
  app.get(
    '/api/v1/accounts',
    {
      config: { permission: 'admin' },
      schema: {
        operationId: 'accounts.list',
        summary: 'List accounts by name',
        tags,
        querystring: PageQuery,
        response: {
          200: AccountsReply,
          ...refusals(...recordErrors, ...guarded, 'PAGE_TOKEN_INVALID', 'LIMIT_EXCEEDED'),
        },
      },
    },
    async (request) => {
      const { items, nextPageToken } = await listAccounts(ledger, pageOf(request.query));
      return { accounts: items.map(presentAccount), next_page_token: nextPageToken };
    },
  );

  app.post(
    '/api/v1/accounts',
    {
      config: { permission: 'admin' },
      schema: {
        operationId: 'accounts.create',
        summary: 'Create an account',
        tags,
        body: CreateAccount,
        response: {
          200: Account,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            ...guarded,
            'NAME_INVALID',
            'VALUE_INVALID',
            'ACCOUNT_EXISTS',
          ),
        },
      },
    },
    async (request) => {
      const { name, role, password = null } = request.body;
      return presentAccount(await createAccount(ledger, request.actor, { name, role, password }));
    },
  );

  app.patch(
    '/api/v1/accounts/:name',
    {
      // Everybody may change a password of their own; the rest is asked for below.
      config: { permission: 'any' },
      schema: {
        operationId: 'accounts.update',
        summary: 'Change an account; without being an administrator, one’s own password',
        tags,
        params: OfAccount,
        body: UpdateAccount,
        response: {
          200: Account,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            ...guarded,
            'VALUE_INVALID',
            'ACCOUNT_UNKNOWN',
            'LAST_ADMIN',
          ),
        },
      },
    },
    async (request) => {
      const { name } = request.params;
      const { current_password, ...changes } = request.body;
      assertMayChange(request, name, changes);
      if (needsConfirming(request)) {
        await auth.confirm({ name, password: current_password ?? '', ip: request.ip });
      }
      const account = await updateAccount(ledger, request.actor, { name, ...changes });
      auth.forget();
      return presentAccount(account);
    },
  );
}

/** What a caller who must show who they are may be answered. */
export const guarded = [
  'SIGN_IN_NEEDED',
  'CREDENTIALS_REFUSED',
  'PERMISSION_DENIED',
  'TOO_MANY_ATTEMPTS',
  'RATE_LIMITED',
] as const;

/** Who asks by password has just shown the old one; in a session that was an hour ago, perhaps by somebody else. */
function needsConfirming({ caller }: FastifyRequest): boolean {
  return caller?.via === 'session' && !caller.permissions.includes('admin');
}

/** A key that leaks must not be able to set a password. */
function assertMayChange(
  { caller }: FastifyRequest,
  name: string,
  changes: Omit<Wire.UpdateAccount, 'current_password'>,
): void {
  if (caller?.permissions.includes('admin')) return;
  const { password: _password, ...others } = changes;
  const byPassword = caller?.via === 'password' || caller?.via === 'session';
  const own = byPassword && caller.account === name;
  if (own && Object.values(others).every((value) => value === undefined)) return;
  throw permissionDenied(caller, 'admin');
}

function presentAccount({ name, role, disabled, hasPassword, createdMs }: AccountOnRecord): Wire.Account {
  return { name, role, disabled, has_password: hasPassword, created_ms: createdMs };
}
