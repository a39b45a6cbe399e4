import type { AccountRole } from '@verdict/api';
import { Refusal } from '@verdict/engine';

const roles: readonly AccountRole[] = ['viewer', 'editor', 'admin'];

export function parseRole(text: string): AccountRole {
  const role = roles.find((each) => each === text);
  if (role) return role;
  throw new Refusal(`--role is ${JSON.stringify(text)}; give one of ${roles.join(', ')}.`);
}
