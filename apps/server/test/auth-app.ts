import { randomBytes, scryptSync } from 'node:crypto';
import { testStores } from '@verdict/db/testing';
import { createAccount, createApiKey, type Permission, type Role } from '@verdict/ledger';
import { testActor, testLedger } from '@verdict/ledger/testing';
import { composeApp, readConfig, type ServerFlags } from '@verdict/server';
import type { InjectOptions } from 'fastify';
import { smallServedModel } from './small-models.ts';

export const password = 'correct horse battery staple';

/** An app on a record of its own in the embedded store, and ways to ask it as somebody. */
export async function authApp(flags: ServerFlags, clock: () => number = Date.now) {
  const [store] = testStores();
  const ledger = await testLedger(store, { clock });
  const { app, auth } = composeApp({
    config: readConfig({}, flags),
    models: [await smallServedModel()],
    record: {
      ledger,
      store: { kind: 'embedded', ping: () => Promise.resolve() },
      tempFolder: ledger.folder,
    },
    clock,
  });
  await app.ready();

  const ask = (authorization: string | null, options: InjectOptions) =>
    app.inject({
      ...options,
      headers: { ...options.headers, ...(authorization !== null && { authorization }) },
    });
  const account = async (name: string, role: Role, more: { password?: string } = {}): Promise<void> => {
    await createAccount(ledger, testActor, { name, role });
    if (more.password === undefined) return;
    await ledger.sql
      .updateTable('account')
      .set({ password_hash: cheapHash(more.password) })
      .where('name', '=', name)
      .execute();
  };
  const key = async (
    owner: string,
    scopes: readonly Permission[],
    more: { name?: string; expiresMs?: number } = {},
  ) => {
    const { key: made, secret } = await createApiKey(ledger, testActor, {
      account: owner,
      name: more.name ?? 'test',
      scopes,
      expiresMs: more.expiresMs ?? null,
    });
    return { id: made.id, secret, bearer: `Bearer ${secret}` };
  };
  const close = async (): Promise<void> => {
    await app.close();
    await ledger.remove();
    await store.close();
  };
  return { app, auth, ledger, ask, account, key, close };
}

/** A hash says what it costs: this one a thirtieth part of the usual, so that a hundred checks are no long wait. */
function cheapHash(secret: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(secret, salt, 32, { N: 2 ** 12, r: 8, p: 1 });
  const [saltText, hashText] = [salt, hash].map((bytes) => bytes.toString('base64').replace(/=+$/, ''));
  return `$scrypt$ln=12,r=8,p=1$${saltText}$${hashText}`;
}

export function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}
