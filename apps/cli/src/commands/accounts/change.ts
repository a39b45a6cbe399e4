import type { UpdateAccount } from '@verdict/api';
import { WrongUsage } from '@verdict/engine';
import { type Around, withRecord } from '../../record/with-record.ts';
import { askPassword } from '../../terminal/ask-password.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';
import { parseRole } from './role.ts';

export interface AccountChange {
  readonly name: string;
  readonly role: string | null;
  readonly disable: boolean;
  readonly enable: boolean;
  readonly password: boolean;
}

export async function changeAccount(asked: AccountChange, around: Around): Promise<void> {
  const { name, role, disable, enable } = asked;
  if (disable && enable) throw new WrongUsage('Give --disable or --enable, not both.');
  if (role === null && !disable && !enable && !asked.password)
    throw new WrongUsage('There is nothing to change; give --role, --password, --disable or --enable.');
  const known = role === null ? null : parseRole(role);
  const password = asked.password ? await askPassword(name) : null;
  const change: UpdateAccount = {
    ...(known !== null && { role: known }),
    ...((disable || enable) && { disabled: disable }),
    ...(password !== null && { password }),
  };
  const account = await withRecord(around, ({ client }) => client.accounts.update(name, change));
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(account));
  else
    say.line(
      `${say.paint(['bold', 'green'], account.name)}  ${account.role}${account.disabled ? ', disabled' : ''}${password === null ? '' : ', new password'}`,
    );
}
