import { testStores } from '@verdict/db/testing';
import {
  checkApiKey,
  checkPassword,
  countAdmins,
  createAccount,
  createApiKey,
  getAccount,
  getApiKey,
  listAccounts,
  listApiKeys,
  listEvents,
  type Role,
  revokeApiKey,
  updateAccount,
} from '@verdict/ledger';
import { testActor, testLedger } from '@verdict/ledger/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const password = 'correct horse battery staple';

describe.each(testStores())('accounts on $name', (store) => {
  let now = 1_700_000_000_000;
  let ledger: Awaited<ReturnType<typeof testLedger>>;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now });
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });
  beforeEach(async () => {
    await sql`delete from account`.execute(ledger.sql);
    await sql`delete from event`.execute(ledger.sql);
  });

  const account = (name: string, role: Role = 'editor') => createAccount(ledger, testActor, { name, role });
  const admin = () => createAccount(ledger, testActor, { name: 'ada', role: 'admin', password });

  test('signs in with its password, and with no other', async () => {
    expect(await admin()).toMatchObject({ name: 'ada', role: 'admin', disabled: false, hasPassword: true });
    expect(await checkPassword(ledger, 'ada', password)).toEqual({
      account: 'ada',
      role: 'admin',
      permissions: ['predict', 'read', 'write', 'promote', 'admin', 'serve'],
      via: 'password',
      keyId: null,
      actor: 'ada',
      expiresMs: null,
    });
    for (const [name, given] of [
      ['ada', `${password}!`],
      ['ada', ''],
      ['Ada', password],
      ['bob', password],
      ['ada\0', password],
      ['', ''],
      ['ada', 'x'.repeat(1_000_000)],
    ]) {
      expect(await checkPassword(ledger, name, given)).toBeNull();
    }
  });

  test('without a password none is good', async () => {
    await account('robot');
    expect(await checkPassword(ledger, 'robot', '')).toBeNull();
    expect(await checkPassword(ledger, 'robot', 'null')).toBeNull();
  });

  test('disabled it is refused with password and key, enabled it is back', async () => {
    await admin();
    await createAccount(ledger, testActor, { name: 'bob', role: 'editor', password });
    const { secret } = await createApiKey(ledger, testActor, {
      account: 'bob',
      name: 'build',
      scopes: ['read'],
      expiresMs: null,
    });
    await updateAccount(ledger, testActor, { name: 'bob', disabled: true });
    expect(await checkPassword(ledger, 'bob', password)).toBeNull();
    expect(await checkApiKey(ledger, secret)).toBeNull();
    await updateAccount(ledger, testActor, { name: 'bob', disabled: false });
    expect(await checkApiKey(ledger, secret)).not.toBeNull();
  });

  test('a new password is good and the old one no longer', async () => {
    await admin();
    await updateAccount(ledger, testActor, { name: 'ada', password: 'another twelve or more' });
    expect(await checkPassword(ledger, 'ada', password)).toBeNull();
    expect(await checkPassword(ledger, 'ada', 'another twelve or more')).not.toBeNull();
  });

  test('a name is given once, also to ten at once', async () => {
    const made = await Promise.allSettled(Array.from({ length: 10 }, () => account('bob')));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = made.filter((each) => each.status === 'rejected');
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'ACCOUNT_EXISTS' });
  });

  test.each([
    ['a name with a path', { name: '../ada' }, 'NAME_INVALID'],
    ['a name with a colon, which Basic could not carry', { name: 'a:b' }, 'NAME_INVALID'],
    ['a name that looks like a key in the record', { name: 'ada/key:x' }, 'NAME_INVALID'],
    ['an empty name', { name: '' }, 'NAME_INVALID'],
    ['a password of 11 characters', { password: 'elevenchars' }, 'VALUE_INVALID'],
    ['a password of 6 signs that are 12 units', { password: '😀😀😀😀😀😀' }, 'VALUE_INVALID'],
    ['a password of a megabyte', { password: 'x'.repeat(1e6) }, 'VALUE_INVALID'],
  ])('refuses %s', async (_, over, code) => {
    await expect(
      createAccount(ledger, testActor, { name: 'bob', role: 'viewer', password, ...over }),
    ).rejects.toMatchObject({ code });
    expect((await listAccounts(ledger)).items).toEqual([]);
  });

  test('there is no such account', async () => {
    await expect(getAccount(ledger, 'nobody')).rejects.toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
    await expect(updateAccount(ledger, testActor, { name: 'nobody' })).rejects.toMatchObject({
      code: 'ACCOUNT_UNKNOWN',
    });
  });

  test('lists by name, in pages, and never a hash', async () => {
    for (const name of ['cy', 'ada', 'bob']) await account(name);
    const first = await listAccounts(ledger, { limit: 2 });
    const second = await listAccounts(ledger, { limit: 2, pageToken: first.nextPageToken });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['ada', 'bob', 'cy']);
    expect(second.nextPageToken).toBeNull();
    expect(Object.keys(await getAccount(ledger, 'ada')).sort()).toEqual([
      'createdMs',
      'disabled',
      'hasPassword',
      'name',
      'role',
      'updatedMs',
    ]);
  });

  describe('the last administrator', () => {
    test('can be neither disabled nor made less', async () => {
      await admin();
      await account('bob');
      for (const change of [{ disabled: true }, { role: 'editor' as const }, { role: 'viewer' as const }]) {
        await expect(updateAccount(ledger, testActor, { name: 'ada', ...change })).rejects.toMatchObject({
          code: 'LAST_ADMIN',
        });
      }
      expect(await countAdmins(ledger)).toBe(1);
      await updateAccount(ledger, testActor, { name: 'bob', role: 'admin' });
      await updateAccount(ledger, testActor, { name: 'ada', disabled: true });
      expect(await countAdmins(ledger)).toBe(1);
      await expect(updateAccount(ledger, testActor, { name: 'bob', disabled: true })).rejects.toMatchObject({
        code: 'LAST_ADMIN',
      });
    });

    test('is there after two have tried to end each other at once', async () => {
      for (let times = 0; times < 5; times += 1) {
        await sql`delete from account`.execute(ledger.sql);
        await account('ada', 'admin');
        await account('bob', 'admin');
        await Promise.allSettled([
          updateAccount(ledger, testActor, { name: 'ada', role: 'viewer' }),
          updateAccount(ledger, testActor, { name: 'bob', disabled: true }),
        ]);
        expect(await countAdmins(ledger)).toBe(1);
      }
    });
  });

  describe('a key', () => {
    const make = (over: Partial<Parameters<typeof createApiKey>[2]> = {}) =>
      createApiKey(ledger, testActor, {
        account: 'bob',
        name: 'build',
        scopes: ['write', 'read'],
        expiresMs: null,
        ...over,
      });
    beforeEach(async () => {
      await account('bob');
    });

    test('is good for its scopes, and is named in the record', async () => {
      const { key, secret } = await make();
      expect(secret).toMatch(/^vk_[a-z2-7]{12}_[A-Za-z0-9_-]{43}$/);
      expect(secret).toContain(`vk_${key.id}_`);
      expect(await checkApiKey(ledger, secret)).toEqual({
        account: 'bob',
        role: 'editor',
        permissions: ['read', 'write'],
        via: 'key',
        keyId: key.id,
        actor: 'bob/key:build',
        expiresMs: null,
      });
    });

    test('allows no more than its account, whatever it was made for', async () => {
      const { secret } = await make();
      await updateAccount(ledger, testActor, { name: 'bob', role: 'viewer' });
      expect((await checkApiKey(ledger, secret))?.permissions).toEqual(['read']);
    });

    test('is nowhere in the database', async () => {
      const { secret } = await make();
      const random = secret.split('_').slice(2).join('_');
      const { rows } = await sql<{
        text: string;
      }>`select (select string_agg(k::text, ' ') from api_key k) || (select string_agg(e::text, ' ') from event e) as text`.execute(
        ledger.sql,
      );
      expect(rows[0].text).toContain('build');
      expect(rows[0].text).not.toContain(random);
    });

    test('with one sign changed is none', async () => {
      const { key, secret } = await make();
      const last = secret.at(-1) === 'A' ? 'B' : 'A';
      for (const given of [
        secret.slice(0, -1) + last,
        secret.slice(0, -1),
        `${secret}A`,
        secret.toUpperCase(),
        `vk_${key.id}_`,
        `vk_${'a'.repeat(12)}_${'A'.repeat(43)}`,
        '',
        'vk_',
      ]) {
        expect(await checkApiKey(ledger, given)).toBeNull();
      }
    });

    test('ends when its time has come', async () => {
      const { secret } = await make({ expiresMs: now + 1000 });
      expect(await checkApiKey(ledger, secret)).toMatchObject({ expiresMs: now + 1000 });
      now += 999;
      expect(await checkApiKey(ledger, secret)).not.toBeNull();
      now += 1;
      expect(await checkApiKey(ledger, secret)).toBeNull();
    });

    test('ends when it is revoked, once and for ever', async () => {
      const { key, secret } = await make();
      const revoked = await revokeApiKey(ledger, testActor, key.id);
      expect(revoked.revokedMs).toBe(now);
      expect(await checkApiKey(ledger, secret)).toBeNull();
      now += 5;
      expect(await revokeApiKey(ledger, testActor, key.id)).toEqual(revoked);
      const { items } = await listEvents(ledger, { action: 'key.revoked' });
      expect(items).toHaveLength(1);
    });

    test('tells when it was last used, to the minute', async () => {
      const { key, secret } = await make();
      const used = async () => {
        await checkApiKey(ledger, secret);
        return (await getApiKey(ledger, key.id)).lastUsedMs;
      };
      const first = now;
      expect(await used()).toBe(first);
      now += 59_999;
      expect(await used()).toBe(first);
      now += 1;
      expect(await used()).toBe(now);
    });

    test.each([
      ['without scopes', { scopes: [] }, 'VALUE_INVALID'],
      ['with more than the account may', { scopes: ['read', 'admin'] as const }, 'VALUE_INVALID'],
      ['that has expired', { expiresMs: 5 }, 'VALUE_INVALID'],
      ['that expires never by a number', { expiresMs: Number.POSITIVE_INFINITY }, 'VALUE_INVALID'],
      ['with a line break in its name', { name: 'a\nb' }, 'NAME_INVALID'],
      ['of nobody', { account: 'nobody' }, 'ACCOUNT_UNKNOWN'],
    ])('is not made %s', async (_, over, code) => {
      await expect(make(over)).rejects.toMatchObject({ code });
      expect((await listApiKeys(ledger)).items).toEqual([]);
    });

    test('is listed with its account’s, newest first', async () => {
      await account('cy');
      const ids: string[] = [];
      for (let at = 0; at < 3; at += 1) {
        now += 1;
        ids.unshift((await make({ name: `k${at}` })).key.id);
      }
      await make({ account: 'cy' });
      const first = await listApiKeys(ledger, { account: 'bob', limit: 2 });
      const second = await listApiKeys(ledger, { account: 'bob', limit: 2, pageToken: first.nextPageToken });
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
      expect((await listApiKeys(ledger)).items).toHaveLength(4);
    });
  });

  test('every change is an event that says from what to what, and no secret', async () => {
    await admin();
    await account('bob');
    await updateAccount(ledger, testActor, { name: 'bob', role: 'viewer', password: 'a secret of bob' });
    const { items } = await listEvents(ledger, { subjectKind: 'account', subject: 'bob' });
    expect(items.map(({ action, before, after, detail }) => ({ action, before, after, detail }))).toEqual([
      {
        action: 'account.updated',
        before: { role: 'editor', disabled: false },
        after: { role: 'viewer', disabled: false },
        detail: { password: 'changed' },
      },
      {
        action: 'account.created',
        before: null,
        after: { role: 'editor', disabled: false },
        detail: { password: 'none' },
      },
    ]);
    const all = JSON.stringify((await listEvents(ledger)).items);
    expect(all).not.toContain('a secret of bob');
    expect(all).not.toContain('scrypt');
  });
});
