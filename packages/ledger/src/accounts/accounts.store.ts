import { type Selectable, sql } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import type { Account, ApiKey, ServingKey } from './account.ts';
import type { Permission, Role } from './permissions.ts';

type AccountRow = Selectable<Tables['account']>;

export interface KnownAccount extends Account {
  readonly id: number;
  readonly passwordHash: string | null;
}

export async function insertAccount(
  ledger: Ledger,
  account: { readonly name: string; readonly role: Role; readonly passwordHash: string | null },
): Promise<Account | null> {
  const now = ledger.clock();
  const row = await ledger.sql
    .insertInto('account')
    .values({
      name: account.name,
      role: account.role,
      password_hash: account.passwordHash,
      created_ms: now,
      updated_ms: now,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ? accountOf(row) : null;
}

export async function writeAccount(
  ledger: Ledger,
  id: number,
  changes: {
    readonly role?: Role | undefined;
    readonly disabled?: boolean | undefined;
    readonly passwordHash?: string | undefined;
  },
): Promise<Account> {
  const row = await ledger.sql
    .updateTable('account')
    .set({
      updated_ms: ledger.clock(),
      ...(changes.role !== undefined && { role: changes.role }),
      ...(changes.disabled !== undefined && { disabled: changes.disabled }),
      ...(changes.passwordHash !== undefined && { password_hash: changes.passwordHash }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return accountOf(row);
}

export async function accountByName(ledger: Ledger, name: string): Promise<KnownAccount | null> {
  if (name.includes('\0')) return null;
  const row = await ledger.sql.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirst();
  return row ? knownAccountOf(row) : null;
}

export async function lockAccount(ledger: Ledger, name: string): Promise<KnownAccount | null> {
  if (name.includes('\0')) return null;
  const row = await ledger.sql
    .selectFrom('account')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  return row ? knownAccountOf(row) : null;
}

/** Names of the administrators who may act, as nobody else can change them until the transaction ends. */
export async function lockAdmins(ledger: Ledger): Promise<readonly string[]> {
  const rows = await ledger.sql
    .selectFrom('account')
    .select('name')
    .where('role', '=', 'admin')
    .where('disabled', '=', false)
    // In one order everywhere, or two who lock would wait for each other.
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ name }) => name);
}

export async function enabledAdmins(ledger: Ledger): Promise<number> {
  const { count } = await ledger.sql
    .selectFrom('account')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'admin')
    .where('disabled', '=', false)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function accountsAfter(
  ledger: Ledger,
  name: string | null,
  limit: number,
): Promise<readonly Account[]> {
  let query = ledger.sql.selectFrom('account').selectAll();
  if (name !== null) query = query.where('name', '>', name);
  const rows = await query.orderBy('name').limit(limit).execute();
  return rows.map(accountOf);
}

const keyColumns = [
  'api_key.id',
  'api_key.name',
  'api_key.scopes',
  'api_key.created_ms',
  'api_key.expires_ms',
  'api_key.revoked_ms',
  'api_key.last_used_ms',
  'account.name as account',
] as const;

export async function insertApiKey(
  ledger: Ledger,
  key: {
    readonly id: string;
    readonly accountId: number;
    readonly name: string;
    readonly secretSha256: string;
    readonly scopes: readonly Permission[];
    readonly expiresMs: number | null;
  },
): Promise<void> {
  await ledger.sql
    .insertInto('api_key')
    .values({
      id: key.id,
      account_id: key.accountId,
      name: key.name,
      secret_sha256: key.secretSha256,
      scopes: [...key.scopes],
      created_ms: ledger.clock(),
      expires_ms: key.expiresMs,
      revoked_ms: null,
      last_used_ms: null,
    })
    .execute();
}

export async function apiKeyById(ledger: Ledger, id: string): Promise<ApiKey | null> {
  if (id.includes('\0')) return null;
  const row = await ledger.sql
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select(keyColumns)
    .where('api_key.id', '=', id)
    .executeTakeFirst();
  return row ? apiKeyOf(row) : null;
}

/** False where it had been revoked already. */
export async function markRevoked(ledger: Ledger, id: string): Promise<boolean> {
  if (id.includes('\0')) return false;
  const { numUpdatedRows } = await ledger.sql
    .updateTable('api_key')
    .set({ revoked_ms: ledger.clock() })
    .where('id', '=', id)
    .where('revoked_ms', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export interface KeyToCheck extends ApiKey {
  readonly secretSha256: string;
  readonly role: Role;
  readonly disabled: boolean;
}

export async function keyToCheck(ledger: Ledger, id: string): Promise<KeyToCheck | null> {
  const row = await ledger.sql
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select([...keyColumns, 'api_key.secret_sha256', 'account.role', 'account.disabled'])
    .where('api_key.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return { ...apiKeyOf(row), secretSha256: row.secret_sha256, role: row.role, disabled: row.disabled };
}

export async function goodKeys(ledger: Ledger, nowMs: number): Promise<readonly ServingKey[]> {
  const rows = await ledger.sql
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select([
      'api_key.id',
      'api_key.secret_sha256',
      'api_key.name',
      'api_key.scopes',
      'api_key.expires_ms',
      'account.name as account',
      'account.role',
    ])
    .where('account.disabled', '=', false)
    .where('api_key.revoked_ms', 'is', null)
    .where((where) =>
      where.or([where('api_key.expires_ms', 'is', null), where('api_key.expires_ms', '>', nowMs)]),
    )
    .orderBy('api_key.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sha256: row.secret_sha256,
    account: row.account,
    name: row.name,
    role: row.role,
    scopes: row.scopes as Permission[],
    expiresMs: row.expires_ms,
  }));
}

/** At most once in `everyMs`: a key in use must not cost a write a request. */
export async function markUsed(ledger: Ledger, id: string, now: number, everyMs: number): Promise<void> {
  await ledger.sql
    .updateTable('api_key')
    .set({ last_used_ms: now })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('last_used_ms', 'is', null), where('last_used_ms', '<=', now - everyMs)]),
    )
    .execute();
}

export async function apiKeysBefore(
  ledger: Ledger,
  account: string | null,
  before: { readonly createdMs: number; readonly id: string } | null,
  limit: number,
): Promise<readonly ApiKey[]> {
  let query = ledger.sql
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select(keyColumns);
  if (account !== null) query = query.where('account.name', '=', account);
  if (before) {
    query = query.where(sql<boolean>`(api_key.created_ms, api_key.id) < (${before.createdMs}, ${before.id})`);
  }
  const rows = await query
    .orderBy('api_key.created_ms', 'desc')
    .orderBy('api_key.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(apiKeyOf);
}

function accountOf(row: AccountRow): Account {
  return {
    name: row.name,
    role: row.role,
    disabled: row.disabled,
    hasPassword: row.password_hash !== null,
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
  };
}

function knownAccountOf(row: AccountRow): KnownAccount {
  return { ...accountOf(row), id: row.id, passwordHash: row.password_hash };
}

function apiKeyOf(row: {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly scopes: string[];
  readonly created_ms: number;
  readonly expires_ms: number | null;
  readonly revoked_ms: number | null;
  readonly last_used_ms: number | null;
}): ApiKey {
  return {
    id: row.id,
    account: row.account,
    name: row.name,
    scopes: row.scopes as Permission[],
    createdMs: row.created_ms,
    expiresMs: row.expires_ms,
    revokedMs: row.revoked_ms,
    lastUsedMs: row.last_used_ms,
  };
}
