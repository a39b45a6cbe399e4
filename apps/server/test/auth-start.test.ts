import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testStores } from '@verdict/db/testing';
import { checkPassword, countAdmins, createAccount, listEvents } from '@verdict/ledger';
import { testActor, testLedger } from '@verdict/ledger/testing';
import { readFirstAdmin } from '@verdict/server';
import fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assertMayListen, ensureAdmin, requirePermissions } from '../src/auth/index.ts';
import type { App } from '../src/routes/route-input.ts';

const password = 'correct horse battery staple';

describe.each(testStores())('the first administrator on $name', (store) => {
  let ledger: Awaited<ReturnType<typeof testLedger>>;
  beforeAll(async () => {
    ledger = await testLedger(store);
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });
  beforeEach(() => ledger.sql.deleteFrom('account').execute());

  test('is made once by ten servers that start at once, and is not in any event but by name', async () => {
    const admin = { name: 'ada', password };
    const made = await Promise.all(Array.from({ length: 10 }, () => ensureAdmin(ledger, admin)));
    expect(made.filter((each) => each === 'created')).toHaveLength(1);
    expect(await countAdmins(ledger)).toBe(1);
    expect(await checkPassword(ledger, 'ada', password)).toMatchObject({ role: 'admin' });
    expect(JSON.stringify((await listEvents(ledger)).items)).not.toContain(password);
  });

  test('stays as it is when the environment says another password', async () => {
    await ensureAdmin(ledger, { name: 'ada', password });
    expect(await ensureAdmin(ledger, { name: 'ada', password: 'another twelve or more' })).toBe('there');
    expect(await checkPassword(ledger, 'ada', password)).not.toBeNull();
  });

  test('is not made with a bad password or a taken name', async () => {
    for (const bad of [
      { name: 'ada', password: 'short' },
      { name: '../ada', password },
    ]) {
      await expect(ensureAdmin(ledger, bad)).rejects.toMatchObject({ code: 'ADMIN_INVALID' });
    }
    await createAccount(ledger, testActor, { name: 'ada', role: 'viewer' });
    await expect(ensureAdmin(ledger, { name: 'ada', password })).rejects.toMatchObject({
      code: 'ADMIN_INVALID',
    });
    expect(await countAdmins(ledger)).toBe(0);
  });

  test('is asked for by any address but loopback', async () => {
    for (const host of ['127.0.0.1', '::1', 'localhost']) await assertMayListen({ host }, ledger);
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'verdict.example']) {
      await expect(assertMayListen({ host }, ledger)).rejects.toMatchObject({ code: 'ADDRESS_NOT_LOOPBACK' });
    }
    await ensureAdmin(ledger, { name: 'ada', password });
    await assertMayListen({ host: '0.0.0.0' }, ledger);
  });

  describe('in the environment', () => {
    test('is a name, and a password or the file that has it', async () => {
      const file = join(ledger.folder, 'secret');
      await writeFile(file, `${password}\n`);
      expect(readFirstAdmin({})).toBeNull();
      expect(readFirstAdmin({ VERDICT_ADMIN_NAME: '', VERDICT_ADMIN_PASSWORD: '' })).toBeNull();
      expect(readFirstAdmin({ VERDICT_ADMIN_PASSWORD: password })).toEqual({ name: 'admin', password });
      expect(readFirstAdmin({ VERDICT_ADMIN_NAME: 'ada', VERDICT_ADMIN_PASSWORD_FILE: file })).toEqual({
        name: 'ada',
        password,
      });
    });

    test.each([
      [{ VERDICT_ADMIN_NAME: 'ada' }],
      [{ VERDICT_ADMIN_PASSWORD: password, VERDICT_ADMIN_PASSWORD_FILE: '/x' }],
      [{ VERDICT_ADMIN_PASSWORD_FILE: '/there/is/no/such/file' }],
    ])('is refused as %o', (env) => {
      expect(() => readFirstAdmin(env)).toThrow(expect.objectContaining({ code: 'ADMIN_INVALID' }));
    });
  });
});

describe('a route', () => {
  const appWith = (add: (app: App) => void) => {
    const app = fastify() as unknown as App;
    requirePermissions(app, { publicUnder: ['/docs'] });
    add(app);
    return app;
  };

  test('that says no permission fails at start', () => {
    expect(() => appWith((app) => app.get('/open', () => 'x'))).toThrow(
      expect.objectContaining({ code: 'ROUTE_UNGUARDED' }),
    );
    expect(() => appWith((app) => app.get('/docsy', () => 'x'))).toThrow(
      expect.objectContaining({ code: 'ROUTE_UNGUARDED' }),
    );
  });

  test('of a plugin below a public address is public', () => {
    expect(() => appWith((app) => app.get('/docs/x', () => 'x'))).not.toThrow();
  });
});
