import { expect, test } from 'vitest';
import { expiresAfter, keyState } from './key-state.ts';

const now = 1_800_000_000_000;
const day = 86_400_000;

test.each([
  [null, null, 'good'],
  [null, now + 8 * day, 'good'],
  [null, now + 7 * day, 'expires soon'],
  [null, now + 1, 'expires soon'],
  [null, now, 'expired'],
  [now - 5, null, 'revoked'],
  [now - 5, now - day, 'revoked'],
])('revoked at %s, expiring at %s, a key is %s', (revoked_ms, expires_ms, state) => {
  expect(keyState({ revoked_ms, expires_ms }, now)).toBe(state);
});

test.each([
  ['30', now + 30 * day],
  ['365', now + 365 * day],
  ['never', null],
  ['something else', now + 30 * day],
])('a key for %s days ends at %s', (lifetime, ends) => {
  expect(expiresAfter(lifetime, now)).toBe(ends);
});
