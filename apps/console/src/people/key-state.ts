import type { AccountRole, ApiKey, Scope } from '@verdict/api';

export type KeyState = 'good' | 'expires soon' | 'expired' | 'revoked';

const soonMs = 7 * 86_400_000;

export function keyState(
  { revoked_ms, expires_ms }: Pick<ApiKey, 'revoked_ms' | 'expires_ms'>,
  nowMs: number,
): KeyState {
  if (revoked_ms !== null) return 'revoked';
  if (expires_ms === null) return 'good';
  if (expires_ms <= nowMs) return 'expired';
  return expires_ms - nowMs <= soonMs ? 'expires soon' : 'good';
}

/** What a key may be used for, in the words of who makes one. */
export const scopeTold: Readonly<Record<Scope, string>> = {
  predict: 'ask models, and say where they were wrong',
  read: 'read everything on record',
  write: 'add data, runs, models and jobs',
  promote: 'put versions in service and roll back',
  admin: 'manage accounts and keys, force, back up',
  serve: 'fetch models for a process that answers without a database',
};

const scopesOf: Readonly<Record<AccountRole, readonly Scope[]>> = {
  viewer: ['predict', 'read'],
  editor: ['predict', 'read', 'write', 'promote'],
  admin: ['predict', 'read', 'write', 'promote', 'admin', 'serve'],
};

/** The server refuses what goes beyond; here it is not offered. */
export function scopesFor(role: AccountRole): readonly Scope[] {
  return scopesOf[role];
}

export const lifetimes = [
  { id: '30', name: '30 days', days: 30 },
  { id: '90', name: '90 days', days: 90 },
  { id: '365', name: 'a year', days: 365 },
  { id: 'never', name: 'until it is revoked', days: null },
] as const;

export function expiresAfter(lifetime: string, nowMs: number): number | null {
  const days = lifetimes.find(({ id }) => id === lifetime)?.days;
  return days === null ? null : nowMs + (days ?? 30) * 86_400_000;
}
