import { updateAccount } from '@verdict/ledger';
import { testActor } from '@verdict/ledger/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authApp, basic, password } from './auth-app.ts';

const url = '/api/v1/session';
const whoami = { method: 'GET', url: '/api/v1/whoami' } as const;
const host = 'verdict.example:8000';
const ours = { host, origin: `http://${host}` };

describe('sessions', () => {
  let made: Awaited<ReturnType<typeof authApp>>;
  let now = 1_800_000_000_000;
  beforeAll(async () => {
    made = await authApp({ host: '0.0.0.0' }, () => now);
    for (const [name, role] of [
      ['ada', 'admin'],
      ['eve', 'editor'],
      ['vic', 'viewer'],
    ] as const) {
      await made.account(name, role, { password });
    }
  });
  afterAll(() => made.close());

  const post = (payload: object, headers: Record<string, string> = ours, remoteAddress = '10.0.0.1') =>
    made.app.inject({ method: 'POST', url, headers, payload, remoteAddress });
  const signIn = async (name: string): Promise<string> => {
    const reply = await post({ name, password });
    expect(reply.statusCode, reply.body).toBe(200);
    return String(reply.headers['set-cookie']).split(';', 1)[0];
  };

  test('name and password bring a cookie that no script can read', async () => {
    const reply = await post({ name: 'eve', password });
    expect(reply.json()).toEqual({ account: 'eve', role: 'editor', expires_ms: expect.any(Number) });
    expect(reply.body).not.toContain('token');
    expect(reply.headers['set-cookie']).toMatch(
      /^verdict_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    );
    const cookie = String(reply.headers['set-cookie']).split(';', 1)[0];
    const asked = await made.app.inject({ ...whoami, headers: { cookie } });
    expect(asked.json()).toMatchObject({ name: 'eve', account: 'eve', role: 'editor', via: 'session' });
  });

  test('where the browser speaks TLS, the cookie goes nowhere else', async () => {
    const reply = await post({ name: 'eve', password }, { host, origin: `https://${host}` });
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-verdict_session=.*; Secure$/);
    const asked = await made.app.inject({ ...whoami, headers: { cookie: cookie.split(';', 1)[0] } });
    expect(asked.json().name).toBe('eve');
  });

  test.each([
    ['without a cookie', undefined],
    ['with one that is nobody’s', `verdict_session=${'A'.repeat(43)}`],
    ['with one that is SQL', "verdict_session='; drop table session; --"],
    ['with one of a megabyte less a bit', `verdict_session=${'A'.repeat(8000)}`],
  ])('a page asks %s and is told to sign in, without a window of the browser', async (_, cookie) => {
    const headers = { host, ...(cookie !== undefined && { cookie }) };
    const byPage = await made.app.inject({
      ...whoami,
      headers: { ...headers, 'x-requested-with': 'console' },
    });
    expect([byPage.statusCode, byPage.json().code]).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(byPage.headers['www-authenticate']).toBe('Session realm="verdict"');
    const fetched = await made.app.inject({ ...whoami, headers: { ...headers, 'sec-fetch-mode': 'cors' } });
    expect(fetched.headers['www-authenticate']).toBe('Session realm="verdict"');
    const byHand = await made.app.inject({ ...whoami, headers });
    expect(byHand.headers['www-authenticate']).toContain('Basic');
  });

  test('a cookie alone changes nothing: the request must come from a page of this server, as JSON', async () => {
    const cookie = await signIn('eve');
    const create = async (headers: Record<string, string>, payload: string | object = { name: 'forged' }) => {
      const reply = await made.app.inject({
        method: 'POST',
        url: '/api/v1/experiments',
        headers: { host, cookie, ...headers },
        payload,
      });
      return [reply.statusCode, reply.json().code ?? 'done'];
    };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await create({})).toEqual([403, 'ORIGIN_REFUSED']);
    expect(await create({ origin: 'https://evil.example' })).toEqual([403, 'ORIGIN_REFUSED']);
    expect(await create({ origin: 'null' })).toEqual([403, 'ORIGIN_REFUSED']);
    expect(await create({ origin: 'http://verdict.example:8501' })).toEqual([403, 'ORIGIN_REFUSED']);
    expect(await create({ ...ours, 'sec-fetch-site': 'cross-site' })).toEqual([403, 'ORIGIN_REFUSED']);
    expect(await create({ ...ours, ...form }, 'name=forged')).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
    expect(await create({ ...ours, 'content-type': 'text/plain' }, '{"name":"forged"}')).toEqual([
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ]);
    const listed = await made.app.inject({
      method: 'GET',
      url: '/api/v1/experiments',
      headers: { host, cookie },
    });
    expect(listed.body).not.toContain('forged');
    expect(await create(ours, { name: 'meant' })).toEqual([200, 'done']);
    // With a key nothing of this is asked: no browser sends one by itself.
    const { bearer } = await made.key('eve', ['write'], { name: 'program' });
    const byKey = await made.app.inject({
      method: 'POST',
      url: '/api/v1/experiments',
      headers: { host, authorization: bearer },
      payload: { name: 'by-key' },
    });
    expect(byKey.statusCode).toBe(200);
  });

  test('signing out ends it at once, and twice is no failure', async () => {
    const cookie = await signIn('eve');
    const who = () => made.app.inject({ ...whoami, headers: { host, cookie } });
    expect((await who()).statusCode).toBe(200);
    const out = () => made.app.inject({ method: 'DELETE', url, headers: { ...ours, cookie } });
    const reply = await out();
    expect([reply.statusCode, String(reply.headers['set-cookie'])]).toEqual([
      200,
      'verdict_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
    ]);
    expect((await who()).statusCode).toBe(401);
    expect((await out()).statusCode).toBe(200);
  });

  test('it ends with the night, however the cookie is kept', async () => {
    const cookie = await signIn('vic');
    now += 12 * 3_600_000;
    const reply = await made.app.inject({ ...whoami, headers: { host, cookie } });
    expect(reply.json()).toMatchObject({
      code: 'SIGN_IN_NEEDED',
      detail: 'The session has ended; sign in again.',
    });
  });

  test('a sign-out that ends nothing makes nobody’s password be checked again', async () => {
    const known = () => made.auth?.identify(basic('eve', password), '10.0.0.1');
    await known();
    expect(known()).not.toBeInstanceOf(Promise);
    const cookie = `verdict_session=${'A'.repeat(43)}`;
    const reply = await made.app.inject({ method: 'DELETE', url, headers: { ...ours, cookie } });
    expect(reply.statusCode).toBe(200);
    expect(known()).not.toBeInstanceOf(Promise);
  });

  test('an administrator who disables an account or gives it another password ends its sessions', async () => {
    const [admin, eve] = [await signIn('ada'), await signIn('eve')];
    const change = (payload: object) =>
      made.app.inject({
        method: 'PATCH',
        url: '/api/v1/accounts/eve',
        headers: { ...ours, cookie: admin },
        payload,
      });
    const who = async (cookie: string) =>
      (await made.app.inject({ ...whoami, headers: { host, cookie } })).statusCode;
    expect([await who(eve), (await change({ disabled: true })).statusCode, await who(eve)]).toEqual([
      200, 200, 401,
    ]);
    await change({ disabled: false });
    const again = await signIn('eve');
    expect((await change({ password: 'another good password' })).statusCode).toBe(200);
    expect([await who(again), await who(admin)]).toEqual([401, 200]);
    await updateAccount(made.ledger, testActor, { name: 'eve', password });
  });

  test('a person changes their own password by showing the old one, and nothing else of an account', async () => {
    const cookie = await signIn('vic');
    const change = async (name: string, payload: object) => {
      const request = { method: 'PATCH', url: `/api/v1/accounts/${name}` } as const;
      const reply = await made.app.inject({ ...request, headers: { ...ours, cookie }, payload });
      return reply.json().code ?? reply.statusCode;
    };
    const next = 'a password nobody else has';
    expect(await change('vic', { role: 'admin', current_password: password })).toBe('PERMISSION_DENIED');
    expect(await change('eve', { password: next, current_password: password })).toBe('PERMISSION_DENIED');
    expect(await change('vic', { password: next })).toBe('CREDENTIALS_REFUSED');
    expect(await change('vic', { password: next, current_password: 'wrong' })).toBe('CREDENTIALS_REFUSED');
    expect(await change('vic', { password: next, current_password: password })).toBe(200);
    expect((await post({ name: 'vic', password: next })).statusCode).toBe(200);
  });

  test('who signed in with a browser makes keys for programs', async () => {
    const cookie = await signIn('eve');
    const reply = await made.app.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { ...ours, cookie },
      payload: { name: 'from-the-page', scopes: ['read'] },
    });
    expect(reply.json()).toMatchObject({ key: { account: 'eve', name: 'from-the-page' } });
  });

  test('guesses are counted as those of Basic are, and together with them', async () => {
    const from = '10.9.9.9';
    for (let at = 0; at < 5; at++) {
      const reply = await post({ name: 'ada', password: `guess ${at}` }, ours, from);
      expect([reply.statusCode, reply.json().code]).toEqual([401, 'CREDENTIALS_REFUSED']);
      const byBasic = await made.ask(basic('ada', `guess ${at} too`), { ...whoami, remoteAddress: from });
      expect(byBasic.statusCode).toBe(401);
    }
    const locked = await post({ name: 'ada', password }, ours, from);
    expect([locked.statusCode, locked.json().code]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post({ name: 'ada', password }, ours, '10.9.9.10')).statusCode).toBe(200);
  });

  test.each([
    ['nothing', {}, 422],
    ['a name that is a list', { name: ['ada'], password }, 422],
    ['more than name and password', { name: 'ada', password, role: 'admin' }, 422],
    ['a password of 2,000 characters', { name: 'ada', password: 'x'.repeat(2000) }, 422],
    ['a name with a NUL', { name: 'a\0da', password }, 401],
  ])('%s is refused', async (_, payload, status) => {
    expect((await post(payload, ours, '10.7.7.7')).statusCode).toBe(status);
  });
});

test('on loopback nobody needs one; who signs in is held to it, and an old cookie shuts nobody out', async () => {
  const made = await authApp({});
  try {
    await made.account('vic', 'viewer', { password });
    const reply = await made.app.inject({ method: 'POST', url, payload: { name: 'vic', password } });
    const cookie = String(reply.headers['set-cookie']).split(';', 1)[0];
    const who = async () => (await made.app.inject({ ...whoami, headers: { cookie } })).json();
    expect(await who()).toMatchObject({ name: 'vic', role: 'viewer', via: 'session' });
    await made.app.inject({ method: 'DELETE', url, headers: { cookie } });
    expect(await who()).toMatchObject({ role: 'admin', via: 'loopback' });
  } finally {
    await made.close();
  }
});
