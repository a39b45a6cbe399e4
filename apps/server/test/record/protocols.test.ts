import { testStores } from '@verdict/db/testing';
import { createAccount, createApiKey } from '@verdict/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from './record-app.ts';

describe.each(testStores().slice(0, 1))('at the door, by every protocol', (store) => {
  let at: RecordApp;
  let key: string;
  beforeAll(async () => {
    at = await recordApp(store, { flags: { signIn: 'always' } });
    const by = { name: 'test', requestId: null };
    await createAccount(at.ledger, by, { name: 'reader', role: 'admin', password: 'a long enough password' });
    const made = { account: 'reader', name: 'reads', scopes: ['read'] as const, expiresMs: null };
    key = (await createApiKey(at.ledger, by, made)).secret;
  }, 120_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  const ours = { code: 'SIGN_IN_NEEDED' };
  const v2 = { error: expect.stringMatching(/who asks/) };
  const mlflow = { error_code: 'UNAUTHENTICATED', message: expect.stringMatching(/who asks/) };

  test.each([
    ['/predict', ours],
    ['/v2/models/sentiment-en/infer', v2],
    ['/invocations', mlflow],
  ] as const)('%s says in its own words that it wants to know who asks', async (url, body) => {
    const reply = await at.app.inject({ method: 'POST', url, payload: {} });
    expect([reply.statusCode, reply.json()]).toEqual([401, expect.objectContaining(body)]);
    expect(reply.headers['www-authenticate']).toMatch(/^Basic realm="mlflow"/);
  });

  test.each([
    ['/predict', { code: 'PERMISSION_DENIED' }],
    ['/v2/models/sentiment-en/infer', { error: expect.stringMatching(/permission predict/) }],
    ['/invocations', { error_code: 'PERMISSION_DENIED' }],
  ] as const)('%s says in its own words that a key may not ask', async (url, body) => {
    const headers = { authorization: `Bearer ${key}` };
    const reply = await at.app.inject({ method: 'POST', url, payload: {}, headers });
    expect([reply.statusCode, reply.json()]).toEqual([403, expect.objectContaining(body)]);
  });

  test('a bad address without a body is told what is wrong with the address', async () => {
    const open = await recordApp(store);
    const reply = await open.app.inject({ method: 'DELETE', url: '/api/v1/models/any/versions/0' });
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'REQUEST_INVALID']);
    await open.close();
  });

  test('a method that nothing here takes is told so, whatever its body', async () => {
    const open = await recordApp(store);
    await open.app.listen({ host: '127.0.0.1', port: 0 });
    const address = open.app.server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    for (const method of ['QUERY', 'OPTIONS', 'PROPFIND']) {
      const reply = await fetch(`http://127.0.0.1:${port}/livez`, { method });
      expect([method, reply.status, reply.headers.get('allow')]).toEqual([method, 405, 'GET']);
    }
    await open.close();
  });
});
