import { describe, expect, test } from 'vitest';
import { type Permission, permissions, permissionsOf, type Role, roles } from './permissions.ts';

const table: Readonly<Record<Permission, readonly [viewer: boolean, editor: boolean, admin: boolean]>> = {
  predict: [true, true, true],
  read: [true, true, true],
  write: [false, true, true],
  promote: [false, true, true],
  admin: [false, false, true],
  serve: [false, false, true],
};

describe.each(permissions)('to %s', (permission) => {
  test.each(roles.map((role, at) => [role, table[permission][at]] as const))('%s: %s', (role, allowed) => {
    expect(permissionsOf(role, null).includes(permission)).toBe(allowed);
    // With a key that says so, no more than without; with one that does not, not at all.
    expect(permissionsOf(role, [permission])).toEqual(allowed ? [permission] : []);
    expect(
      permissionsOf(
        role,
        permissions.filter((each) => each !== permission),
      ),
    ).not.toContain(permission);
  });
});

test('a key with no scopes, or with unknown ones, allows nothing', () => {
  for (const role of roles as readonly Role[]) {
    expect(permissionsOf(role, [])).toEqual([]);
    expect(permissionsOf(role, ['everything', '*', 'ADMIN'])).toEqual([]);
  }
});
