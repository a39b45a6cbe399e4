import type { AccountRole } from '@verdict/api';
import { Select } from '@verdict/ui';

const roles: readonly { readonly role: AccountRole; readonly may: string }[] = [
  { role: 'viewer', may: 'asks models and reads everything' },
  { role: 'editor', may: 'adds data, trains, promotes' },
  { role: 'admin', may: 'manages people, forces, backs up' },
];

export function RoleSelect({ chosen }: { readonly chosen: AccountRole }) {
  return (
    <Select label="Role" name="role" defaultValue={chosen}>
      {roles.map(({ role, may }) => (
        <option key={role} value={role}>
          {role}: {may}
        </option>
      ))}
    </Select>
  );
}
