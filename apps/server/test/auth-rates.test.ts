import { afterAll, beforeAll, expect, test } from 'vitest';
import { authApp } from './auth-app.ts';

let made: Awaited<ReturnType<typeof authApp>>;
const predict = { method: 'POST', url: '/predict', payload: { text: 'A warm film.' } } as const;
const write = { method: 'POST', url: '/api/v1/experiments', payload: { name: '' } } as const;
const read = { method: 'GET', url: '/api/v1/experiments' } as const;

beforeAll(async () => {
  made = await authApp({ host: '0.0.0.0', predictsPerMinute: 5, writesPerMinute: 3 });
  await made.account('ada', 'editor');
});
afterAll(() => made.close());

test('who asks too often is told when to go on, and others go on', async () => {
  const { bearer } = await made.key('ada', ['predict', 'read', 'write'], { name: 'one' });
  for (let at = 0; at < 5; at += 1) {
    const reply = await made.ask(bearer, predict);
    expect(reply.statusCode).not.toBe(429);
    expect(reply.headers['ratelimit-remaining']).toBe(String(4 - at));
  }
  const refused = await made.ask(bearer, { ...predict, url: '/api/v1/explain' });
  expect(refused.statusCode).toBe(429);
  expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(refused.json()).toMatchObject({ code: 'RATE_LIMITED', can_retry: true, status: 429 });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  // Predictions are used up, writes and reads are not.
  expect((await made.ask(bearer, write)).statusCode).toBe(422);
  expect((await made.ask(bearer, read)).statusCode).toBe(200);
  const other = await made.key('ada', ['predict'], { name: 'two' });
  expect((await made.ask(other.bearer, predict)).statusCode).not.toBe(429);
});

test('writes have a number of their own, and searching is no write', async () => {
  const { bearer } = await made.key('ada', ['read', 'write'], { name: 'writes' });
  for (let at = 0; at < 3; at += 1) expect((await made.ask(bearer, write)).statusCode).toBe(422);
  expect((await made.ask(bearer, write)).json().code).toBe('RATE_LIMITED');
  for (let at = 0; at < 10; at += 1) expect((await made.ask(bearer, read)).statusCode).toBe(200);
  const search = { method: 'POST', url: '/api/v1/runs/search', payload: {} } as const;
  expect((await made.ask(bearer, search)).statusCode).toBe(200);
});

test('a stranger costs no counts', async () => {
  for (let at = 0; at < 20; at += 1) expect((await made.ask(null, predict)).statusCode).toBe(401);
});

test('on loopback nobody is counted', async () => {
  const local = await authApp({ predictsPerMinute: 1, writesPerMinute: 1 });
  try {
    for (let at = 0; at < 5; at += 1) {
      expect((await local.ask(null, predict)).statusCode).not.toBe(429);
      expect((await local.ask(null, write)).statusCode).toBe(422);
    }
  } finally {
    await local.close();
  }
});
