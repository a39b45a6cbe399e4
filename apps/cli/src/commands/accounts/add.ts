import { type Around, withRecord } from '../../record/with-record.ts';
import { askPassword } from '../../terminal/ask-password.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';
import { parseRole } from './role.ts';

export async function addAccount(
  asked: { readonly name: string; readonly role: string; readonly password: boolean },
  around: Around,
): Promise<void> {
  const { name } = asked;
  const role = parseRole(asked.role);
  const password = asked.password ? await askPassword(name) : null;
  const account = await withRecord(around, ({ client }) =>
    client.accounts.create({ name, role, ...(password !== null && { password }) }),
  );
  const say = speaker(around);
  if (around.json) {
    say.json(withIsoTimes(account));
    return;
  }
  say.line(`${say.paint(['bold', 'green'], account.name)}  ${account.role}`);
  if (password === null)
    say.line(`${say.paint('dim', 'next:')} verdict keys add KEY --account ${account.name} --scopes predict`);
}
