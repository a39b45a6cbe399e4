import type { Scope } from '@verdict/api';
import { Refusal } from '@verdict/engine';
import { type Around, withRecord } from '../../record/with-record.ts';
import { keyState } from '../../report/account-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { parseSpan, withIsoTimes } from '../../terminal/times.ts';

const known: readonly Scope[] = ['predict', 'read', 'write', 'promote', 'admin', 'serve'];

export interface KeyToAdd {
  readonly name: string;
  readonly scopes: string;
  readonly account: string | null;
  readonly expires: string | null;
}

export async function addKey(asked: KeyToAdd, around: Around): Promise<void> {
  const scopes = parseScopes(asked.scopes);
  const { name, account } = asked;
  const span = asked.expires === null ? null : spanOf(asked.expires);
  const made = await withRecord(around, ({ client }) =>
    client.keys.create({
      name,
      scopes,
      ...(account !== null && { account }),
      ...(span !== null && { expires_ms: Date.now() + span }),
    }),
  );
  const say = speaker(around);
  if (around.json) {
    say.json(withIsoTimes(made));
    return;
  }
  const { key, secret } = made;
  say.line(secret);
  say.note(
    `${key.name} of ${key.account}: ${key.scopes.join(', ')}; ${keyState(key, Date.now())}. It is shown this once.`,
  );
}

export function parseScopes(text: string): Scope[] {
  const words = text.split(',').map((word) => word.trim());
  const scopes = known.filter((scope) => words.includes(scope));
  if (scopes.length > 0 && words.every((word) => known.some((scope) => scope === word))) return scopes;
  throw new Refusal(
    `--scopes is ${JSON.stringify(text)}; give one or more of ${known.join(', ')}, with commas.`,
  );
}

function spanOf(text: string): number {
  const span = parseSpan(text);
  if (span !== null && span > 0) return span;
  throw new Refusal(`--expires is ${JSON.stringify(text)}; give how long the key lives, as 90d, 12h or 2w.`);
}
