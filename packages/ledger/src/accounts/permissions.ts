/**
 * What can be asked of Verdict, as kinds that a role allows or does not. serve: what a process needs that
 * answers with the record's models and has no database.
 */
export const permissions = ['predict', 'read', 'write', 'promote', 'admin', 'serve'] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

const allowedBy: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['predict', 'read'],
  editor: ['predict', 'read', 'write', 'promote'],
  admin: permissions,
};

/** What the role allows, cut down by a key's scopes; null: not a key, so nothing is cut. */
export function permissionsOf(role: Role, scopes: readonly string[] | null): readonly Permission[] {
  const allowed = allowedBy[role];
  return scopes === null ? allowed : allowed.filter((permission) => scopes.includes(permission));
}
