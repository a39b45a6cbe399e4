import { userInfo } from 'node:os';
import { DbError } from '@verdict/db';
import { createAccount, type Ledger, updateAccount } from '@verdict/ledger';
import { testActor } from '@verdict/ledger/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuth } from '../src/auth/index.ts';
import { authApp, basic, password } from './auth-app.ts';

const whoami = { method: 'GET', url: '/api/v1/whoami' } as const;
const health = { method: 'GET', url: '/livez' } as const;
/** The record has no model: who may ask is told that it is not ready. */
const predict = { method: 'POST', url: '/predict', payload: { text: 'A warm film.' } } as const;
const notReady = 503;

describe('on a loopback address', () => {
  let made: Awaited<ReturnType<typeof authApp>>;
  beforeAll(async () => {
    made = await authApp({});
    await made.account('ada', 'viewer', { password });
  });
  afterAll(() => made.close());

  test('nobody signs in, and the record says which user of this machine it was', async () => {
    const reply = await made.ask(null, whoami);
    expect(reply.json()).toEqual({
      name: `local:${userInfo().username}`,
      account: null,
      role: 'admin',
      scopes: ['predict', 'read', 'write', 'promote', 'admin', 'serve'],
      via: 'loopback',
    });
  });

  test('who says a name is held to it', async () => {
    const reply = await made.ask(basic('ada', password), whoami);
    expect(reply.json()).toMatchObject({ name: 'ada', role: 'viewer', via: 'password' });
    expect((await made.ask(basic('ada', 'no'), whoami)).json().code).toBe('CREDENTIALS_REFUSED');
  });

  test('a key needs somebody to belong to', async () => {
    const body = { name: 'build', scopes: ['read'] };
    const none = await made.ask(null, { method: 'POST', url: '/api/v1/keys', payload: body });
    expect([none.statusCode, none.json().code]).toEqual([422, 'REQUEST_INVALID']);
    const given = await made.ask(null, {
      method: 'POST',
      url: '/api/v1/keys',
      payload: { ...body, account: 'ada' },
    });
    expect(given.json()).toMatchObject({ key: { account: 'ada', scopes: ['read'] } });
    expect((await made.ask(`Bearer ${given.json().secret}`, whoami)).json().name).toBe('ada/key:build');
  });
});

test('on a loopback address with signIn=always everybody signs in', async () => {
  const made = await authApp({ signIn: 'always' });
  try {
    expect((await made.ask(null, whoami)).json().code).toBe('SIGN_IN_NEEDED');
    expect((await made.ask(null, health)).statusCode).toBe(200);
  } finally {
    await made.close();
  }
});

describe('on another address', () => {
  let made: Awaited<ReturnType<typeof authApp>>;
  let now = 1_800_000_000_000;
  beforeAll(async () => {
    made = await authApp({ host: '0.0.0.0' }, () => now);
    await made.account('ada', 'admin', { password });
    await made.account('eve', 'editor', { password });
  });
  afterAll(() => made.close());
  const from = (remoteAddress: string) => ({ ...whoami, remoteAddress });

  test('who shows nothing is asked to sign in, except for what is public', async () => {
    const reply = await made.ask(null, whoami);
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(reply.headers['www-authenticate']).toBe('Basic realm="mlflow", charset="UTF-8"');
    expect((await made.ask(null, predict)).statusCode).toBe(401);
    for (const url of ['/livez', '/', '/openapi.json', '/docs/']) {
      expect([url, (await made.ask(null, { method: 'GET', url })).statusCode]).toEqual([url, 200]);
    }
    expect((await made.ask(null, { method: 'GET', url: '/nothing' })).statusCode).toBe(404);
  });

  test.each([
    ['a scheme that is not known', 'Digest abc'],
    ['a bearer without a key', 'Bearer'],
    ['a bearer with two', 'Bearer a b'],
    ['what is not base64', 'Basic ***'],
    ['a name without a password', `Basic ${Buffer.from('ada').toString('base64')}`],
    ['a password with a NUL', basic('ada', 'a\0b')],
    ['a name of 10 kB', basic('a'.repeat(10_000), 'x')],
    ['a name that is SQL', basic("'; drop table account; --", password)],
    ['a guess at the process’s own token', 'Process AAAA YWRh'],
    ['a key that is none', 'Bearer swordfish'],
    ['a key of another’s making', `Bearer vk_${'a'.repeat(12)}_${'A'.repeat(43)}`],
  ])('refuses %s', async (_, authorization) => {
    const reply = await made.ask(authorization, { ...whoami, remoteAddress: '10.0.0.1' });
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'CREDENTIALS_REFUSED']);
    expect(reply.headers['www-authenticate']).toContain('realm="mlflow"');
  });

  test('lets in a name and password, a key, and a key in place of a password', async () => {
    const { secret, bearer } = await made.key('ada', ['read', 'predict'], { name: 'mlflow' });
    for (const [authorization, name, via] of [
      [basic('ada', password), 'ada', 'password'],
      [bearer, 'ada/key:mlflow', 'key'],
      [basic('', secret), 'ada/key:mlflow', 'key'],
      [basic('anything', secret), 'ada/key:mlflow', 'key'],
    ]) {
      expect((await made.ask(authorization, whoami)).json()).toMatchObject({ name, via, role: 'admin' });
    }
    expect((await made.ask(bearer, predict)).statusCode).toBe(notReady);
  });

  test('a password costs its hash once, whatever the number of requests', async () => {
    await createAccount(made.ledger, testActor, { name: 'hal', role: 'viewer', password });
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async () => (await made.ask(basic('hal', password), whoami)).statusCode),
    );
    // Checked one by one they would stand in line, and most be sent away.
    expect(new Set(statuses)).toEqual(new Set([200]));
    const begin = performance.now();
    await Promise.all(Array.from({ length: 50 }, () => made.ask(basic('hal', password), whoami)));
    // Fifty checks take more than ten seconds.
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  test('a revoked key is refused at once', async () => {
    const { id, bearer } = await made.key('eve', ['read']);
    expect((await made.ask(bearer, whoami)).statusCode).toBe(200);
    const revoked = await made.ask(basic('eve', password), { method: 'DELETE', url: `/api/v1/keys/${id}` });
    expect(revoked.statusCode).toBe(200);
    expect((await made.ask(bearer, whoami)).statusCode).toBe(401);
  });

  test('a key is refused when its time has come, and not ten seconds later', async () => {
    const { bearer } = await made.key('eve', ['read'], { expiresMs: now + 1000 });
    expect((await made.ask(bearer, whoami)).statusCode).toBe(200);
    now += 1001;
    expect((await made.ask(bearer, whoami)).statusCode).toBe(401);
  });

  test('what another replica has changed is known here within ten seconds', async () => {
    await made.account('bob', 'editor', { password });
    expect((await made.ask(basic('bob', password), whoami)).json().role).toBe('editor');
    await updateAccount(made.ledger, testActor, { name: 'bob', role: 'viewer' });
    expect((await made.ask(basic('bob', password), whoami)).json().role).toBe('editor');
    now += 10_001;
    expect((await made.ask(basic('bob', password), whoami)).json().role).toBe('viewer');
  });

  test('the server’s own worker acts for who asked, and may not administer', async () => {
    const { authorization } = made.auth?.inProcess('bob/key:büro') ?? { authorization: '' };
    expect((await made.ask(authorization, whoami)).json()).toEqual({
      name: 'bob/key:büro',
      account: null,
      role: 'editor',
      scopes: ['predict', 'read', 'write', 'promote'],
      via: 'process',
    });
    const accounts = await made.ask(authorization, { method: 'GET', url: '/api/v1/accounts' });
    expect(accounts.statusCode).toBe(403);
    // A site in this process has visitors whom nobody knows.
    const site = made.auth?.inProcess('spam-check', 'site').authorization ?? '';
    expect((await made.ask(site, whoami)).json()).toMatchObject({ name: 'spam-check', scopes: ['predict'] });
    // Another process has another token.
    const other = createAuth({
      ledger: made.ledger,
      config: { host: '0.0.0.0', signIn: 'auto' },
      clock: Date.now,
    });
    expect((await made.ask(other.inProcess('bob').authorization, whoami)).statusCode).toBe(401);
  });

  test('while the record does not answer nobody’s password is wrong', async () => {
    const away: Ledger = {
      ...made.ledger,
      get sql(): Ledger['sql'] {
        throw new DbError('DATABASE_UNREACHABLE', 'The database does not answer; try again.');
      },
    };
    const auth = createAuth({ ledger: away, config: { host: '0.0.0.0', signIn: 'auto' }, clock: () => now });
    for (let at = 0; at < 30; at += 1) {
      const identified = async () => auth.identify(basic('ada', `password ${at}`), '10.5.0.1');
      await expect(identified()).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    }
  });

  describe('accounts and keys', () => {
    const patch = (authorization: string, name: string, payload: object) =>
      made.ask(authorization, { method: 'PATCH', url: `/api/v1/accounts/${name}`, payload });

    test('everybody may change a password of their own, and nothing else', async () => {
      await made.account('cy', 'editor', { password });
      const { bearer } = await made.key('cy', ['read', 'write']);
      const mine = basic('cy', password);
      expect((await patch(mine, 'cy', { role: 'admin' })).statusCode).toBe(403);
      expect((await patch(mine, 'ada', { password: 'a new one of mine' })).statusCode).toBe(403);
      expect((await patch(bearer, 'cy', { password: 'a new one of mine' })).statusCode).toBe(403);
      expect((await patch(mine, 'cy', { password: 'a new one of mine' })).statusCode).toBe(200);
      expect((await made.ask(mine, whoami)).statusCode).toBe(401);
      expect((await made.ask(basic('cy', 'a new one of mine'), whoami)).statusCode).toBe(200);
    });

    test('a key that may not administer makes no keys, and ends only its account’s', async () => {
      const { bearer } = await made.key('eve', ['read', 'write']);
      const { id } = await made.key('ada', ['admin']);
      const payload = { name: 'more', scopes: ['read'] };
      expect((await made.ask(bearer, { method: 'POST', url: '/api/v1/keys', payload })).statusCode).toBe(403);
      const remove = await made.ask(bearer, { method: 'DELETE', url: `/api/v1/keys/${id}` });
      expect(remove.json().code).toBe('PERMISSION_DENIED');
      const { keys } = (await made.ask(bearer, { method: 'GET', url: '/api/v1/keys' })).json();
      expect(new Set(keys.map(({ account }: { account: string }) => account))).toEqual(new Set(['eve']));
    });

    test('an editor makes keys of their own, of no more than they may', async () => {
      const post = (payload: object) =>
        made.ask(basic('eve', password), { method: 'POST', url: '/api/v1/keys', payload });
      expect((await post({ name: 'mine', scopes: ['write'] })).statusCode).toBe(200);
      expect((await post({ name: 'mine', scopes: ['admin'] })).json().code).toBe('VALUE_INVALID');
      expect((await post({ name: 'mine', scopes: ['read'], account: 'ada' })).json().code).toBe(
        'PERMISSION_DENIED',
      );
    });

    test('the last administrator stays one', async () => {
      const reply = await patch(basic('ada', password), 'ada', { disabled: true });
      expect([reply.statusCode, reply.json().code]).toEqual([409, 'LAST_ADMIN']);
    });

    test('no reply holds a hash', async () => {
      const { body } = await made.ask(basic('ada', password), { method: 'GET', url: '/api/v1/accounts' });
      expect(body).toContain('"has_password":true');
      expect(body).not.toContain('scrypt');
    });
  });

  describe('a wrong password', () => {
    test('a thousand times costs ten hashes, and the right one works again after the window', async () => {
      await made.account('dan', 'editor', { password });
      const statuses = new Map<number, number>();
      for (let at = 0; at < 1000; at += 1) {
        const { statusCode } = await made.ask(basic('dan', `wrong ${at}`), from('10.1.0.1'));
        statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      }
      expect(Object.fromEntries(statuses)).toEqual({ 401: 10, 429: 990 });
      const refused = await made.ask(basic('dan', password), from('10.1.0.1'));
      expect(refused.json()).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', can_retry: true });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(200);
      // Who sits elsewhere is not locked out by a stranger.
      expect((await made.ask(basic('dan', password), from('10.1.0.2'))).statusCode).toBe(200);
      now += 300_000;
      expect((await made.ask(basic('dan', password), from('10.1.0.1'))).statusCode).toBe(200);
    });

    test('three hundred at once cost no more', async () => {
      const replies = await Promise.all(
        Array.from({ length: 300 }, (_, at) => made.ask(basic('ada', `wrong ${at}`), from('10.2.0.1'))),
      );
      const checked = replies.filter(({ statusCode }) => statusCode === 401);
      expect(checked).toHaveLength(10);
      expect(replies.filter(({ statusCode }) => statusCode === 429)).toHaveLength(290);
    });

    test('from a thousand addresses at once, most are told to wait, and others are answered', async () => {
      await createAccount(made.ledger, testActor, { name: 'gil', role: 'editor', password });
      const flood = Promise.all(
        Array.from({ length: 1000 }, (_, at) =>
          made.ask(basic('gil', `wrong ${at}`), from(`10.3.${at >> 8}.${at & 255}`)),
        ),
      );
      const { bearer } = await made.key('eve', ['predict']);
      expect((await made.ask(bearer, predict)).statusCode).toBe(notReady);
      const replies = await flood;
      expect(replies.filter(({ statusCode }) => statusCode === 401).length).toBeLessThanOrEqual(34);
      now += 300_000;
      // Thirty-four checks of full cost, on a machine that may have other work.
    }, 120_000);
  });

  test('who was let in before is not kept out by others’ failures at the same address', async () => {
    await made.account('fay', 'editor', { password });
    const office = from('10.4.0.1');
    expect((await made.ask(basic('fay', password), office)).statusCode).toBe(200);
    // No account can have these names, so that they cost no hash.
    for (let at = 0; at < 60; at += 1) await made.ask(basic(`no name ${at}`, 'x'), office);
    expect((await made.ask(basic('eve', 'wrong'), office)).statusCode).toBe(429);
    now += 10_001;
    expect((await made.ask(basic('fay', password), office)).statusCode).toBe(200);
    const { bearer } = await made.key('fay', ['read']);
    expect((await made.ask(bearer, office)).statusCode).toBe(200);
    // Only as long as it is good.
    await updateAccount(made.ledger, testActor, { name: 'fay', password: 'a new one of hers' });
    now += 10_001;
    expect((await made.ask(basic('fay', password), office)).statusCode).toBe(401);
    expect((await made.ask(basic('fay', password), office)).statusCode).toBe(429);
    now += 300_000;
  });

  describe('Host and Origin', () => {
    test.each([
      [{ host: 'verdict.example' }, 200],
      [{ host: 'verdict.example', origin: 'https://verdict.example' }, 200],
      [{ host: 'verdict.example', origin: 'https://evil.example' }, 403],
    ])('%o: %d', async (headers, status) => {
      expect((await made.ask(null, { ...health, headers })).statusCode).toBe(status);
    });
  });
});
