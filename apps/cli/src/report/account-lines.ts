import type { Account, ApiKey } from '@verdict/api';
import { columns } from '../terminal/columns.ts';
import { ago, moment } from '../terminal/times.ts';
import { idLength } from './run-lines.ts';

export function accountLines(accounts: readonly Account[], nowMs: number): string[] {
  return columns(
    [
      { title: 'account', gives: true },
      { title: 'role' },
      { title: 'signs in with' },
      { title: 'state' },
      { title: 'added' },
    ],
    accounts.map(({ name, role, disabled, has_password, created_ms }) => [
      name,
      role,
      has_password ? 'password, keys' : 'keys',
      disabled ? 'disabled' : 'active',
      ago(created_ms, nowMs),
    ]),
  );
}

export function keyLines(keys: readonly ApiKey[], nowMs: number): string[] {
  return columns(
    [
      { title: 'key' },
      { title: 'name', gives: true },
      { title: 'account', gives: true },
      { title: 'scopes', gives: true },
      { title: 'state', gives: true },
      { title: 'last used' },
    ],
    keys.map(({ id, name, account, scopes, last_used_ms, ...key }) => [
      id.slice(0, idLength),
      name,
      account,
      scopes.join(','),
      keyState(key, nowMs),
      last_used_ms === null ? 'never' : ago(last_used_ms, nowMs),
    ]),
  );
}

export function keyState(
  { expires_ms, revoked_ms }: Pick<ApiKey, 'expires_ms' | 'revoked_ms'>,
  nowMs: number,
): string {
  if (revoked_ms !== null) return 'revoked';
  if (expires_ms === null) return 'active';
  return expires_ms <= nowMs ? 'expired' : `until ${moment(expires_ms).slice(0, 10)}`;
}
