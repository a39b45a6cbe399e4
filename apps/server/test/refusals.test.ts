import { serveErrors } from '@verdict/serve';
import { serveErrorKinds, serverErrors } from '@verdict/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servedBy, smallServedModel } from './small-models.ts';
import { testApp } from './test-app.ts';

const app = await testApp({
  models: [await smallServedModel(), await smallServedModel('forest', 1, 'random-forest')],
});
beforeAll(() => app.ready());
afterAll(() => app.close());

const json = { 'content-type': 'application/json' };

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly url?: string;
  readonly headers?: Record<string, string>;
  readonly payload?: string | object;
}

const ask = ({ method = 'POST', url = '/api/v1/predict', headers = json, payload }: Ask) =>
  app.inject({ method, url, headers, ...(payload !== undefined && { payload }) });

const kinds = {
  ...serverErrors,
  MODEL_NOT_FOUND: { ...serveErrorKinds.MODEL_NOT_FOUND, canRetry: serveErrors.MODEL_NOT_FOUND.canRetry },
};

const refused: readonly [what: string, code: keyof typeof kinds, ask: Ask, detail?: RegExp][] = [
  ['no body', 'BODY_MISSING', {}],
  ['no body and no type', 'BODY_MISSING', { headers: {} }],
  ['JSON cut short', 'BODY_NOT_JSON', { payload: '{"text":' }],
  ['a key __proto__', 'BODY_NOT_JSON', { payload: '{"text":"a","__proto__":{"admin":true}}' }],
  [
    'a constructor that would reach the prototype',
    'BODY_NOT_JSON',
    { payload: '{"text":"a","constructor":{"prototype":{}}}' },
  ],
  [
    'a body of another length than it says',
    'BODY_CUT_SHORT',
    { headers: { ...json, 'content-length': '99' }, payload: '{}' },
  ],
  [
    'a form',
    'MEDIA_TYPE_UNSUPPORTED',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'text=a' },
  ],
  [
    'plain text',
    'MEDIA_TYPE_UNSUPPORTED',
    { headers: { 'content-type': 'text/plain' }, payload: '{"text":"a"}' },
  ],
  ['3 MB', 'BODY_TOO_LARGE', { payload: { text: 'a'.repeat(3e6) } }, /2097152 bytes/],
  ['an array', 'REQUEST_INVALID', { payload: [] }],
  ['null', 'REQUEST_INVALID', { payload: 'null' }],
  ['neither text nor texts', 'REQUEST_INVALID', { payload: {} }, /either text or texts/],
  ['text and texts', 'REQUEST_INVALID', { payload: { text: 'a', texts: ['b'] } }, /either text or texts/],
  ['a number as text', 'REQUEST_INVALID', { payload: { text: 5 } }, /"text" must be string/],
  ['null as text', 'REQUEST_INVALID', { payload: { text: null } }],
  ['a number among texts', 'REQUEST_INVALID', { payload: { texts: ['a', 5] } }, /"texts\/1" must be string/],
  ['a misspelt field', 'REQUEST_INVALID', { payload: { text: 'a', modle: 'x' } }, /"modle"/],
  ['a constructor', 'REQUEST_INVALID', { payload: { text: 'a', constructor: 1 } }, /"constructor"/],
  ['100,000 nested lists', 'REQUEST_INVALID', { payload: `{"text":${'['.repeat(1e5)}${']'.repeat(1e5)}}` }],
  ['an empty text', 'TEXT_EMPTY', { payload: { text: '' } }],
  ['a blank text', 'TEXT_EMPTY', { payload: { text: ' \n\t\u00a0\u3000' } }],
  ['a blank one of several', 'TEXT_EMPTY', { payload: { texts: ['a', ' '] } }, /at index 1/],
  ['no texts', 'TEXT_EMPTY', { payload: { texts: [] } }],
  ['1,000,000 characters', 'TEXT_OVER_LIMIT', { payload: { text: 'a'.repeat(1e6) } }, /1000000 .* 100000/],
  ['10,001 texts', 'TEXTS_OVER_LIMIT', { payload: { texts: Array(10_001).fill('a') } }, /10001 .* 1000/],
  ['an unknown model', 'MODEL_NOT_FOUND', { payload: { text: 'a', model: 'nobody' } }, /sentiment-en@1/],
  ['an unknown version', 'MODEL_NOT_FOUND', { payload: { text: 'a', model: 'sentiment-en@2' } }],
  ['a path as model', 'MODEL_NOT_FOUND', { payload: { text: 'a', model: '../../etc/passwd' } }],
  ['a prototype’s property as model', 'MODEL_NOT_FOUND', { payload: { text: 'a', model: '__proto__' } }],
  ['an empty model name', 'MODEL_NOT_FOUND', { payload: { text: 'a', model: '' } }],
  [
    'an unknown target',
    'TARGET_UNKNOWN',
    { url: '/api/v1/explain', payload: { text: 'a', target: 'so-so' } },
    /negative, positive/,
  ],
  [
    'to explain a forest',
    'NOT_EXPLAINABLE',
    { url: '/api/v1/explain', payload: { text: 'a', model: 'forest' } },
  ],
  ['to explain nothing', 'TEXT_EMPTY', { url: '/api/v1/explain', payload: { text: '' } }],
  [
    'to explain several texts',
    'REQUEST_INVALID',
    { url: '/api/v1/explain', payload: { text: 'a', texts: [] } },
  ],
  [
    'an unknown model’s facts',
    'MODEL_NOT_FOUND',
    { method: 'GET', headers: {}, url: '/api/v1/model-info?model=x' },
  ],
  ['an unknown query', 'REQUEST_INVALID', { method: 'GET', headers: {}, url: '/api/v1/model-info?modle=x' }],
  ['an unknown address', 'ROUTE_NOT_FOUND', { method: 'GET', headers: {}, url: '/api/v1/nothing' }],
  [
    'a way out of the folder',
    'ROUTE_NOT_FOUND',
    { method: 'GET', headers: {}, url: '/..%2f..%2fpackage.json' },
  ],
  ['a wrong method', 'METHOD_NOT_ALLOWED', { method: 'GET', headers: {} }, /takes POST/],
  ['another wrong method', 'METHOD_NOT_ALLOWED', { method: 'PUT', url: '/livez', headers: {} }, /takes GET/],
  ['a broken address', 'URL_INVALID', { method: 'GET', headers: {}, url: '/%zz' }],
  ['a rebound host', 'HOST_REFUSED', { headers: { ...json, host: 'evil.example' }, payload: { text: 'a' } }],
  [
    'a page of a rebound host',
    'HOST_REFUSED',
    { method: 'GET', url: '/', headers: { host: 'evil.example:8000' } },
  ],
  [
    'another site',
    'ORIGIN_REFUSED',
    { headers: { ...json, origin: 'https://evil.example' }, payload: { text: 'a' } },
  ],
  [
    'another port of this machine',
    'ORIGIN_REFUSED',
    { headers: { ...json, host: 'localhost:8000', origin: 'http://localhost:3000' }, payload: { text: 'a' } },
  ],
  [
    'a page without an origin',
    'ORIGIN_REFUSED',
    { headers: { ...json, origin: 'null' }, payload: { text: 'a' } },
  ],
];

describe('refuses', () => {
  test.each(refused)('%s as %s', async (_, code, input, detail = /[.]$/) => {
    const reply = await ask(input);
    const { status, title, canRetry } = kinds[code];
    expect(reply.json()).toEqual({
      type: `urn:verdict:error:${code}`,
      code,
      title,
      status,
      detail: expect.stringMatching(detail),
      can_retry: canRetry,
      request_id: reply.headers['x-request-id'],
    });
    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json\b/);
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
  });

  test('nothing that a caller sent has changed a prototype', () => {
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  test('repeats no more than a little of what a caller sent', async () => {
    const reply = await ask({ payload: { text: 'a', model: 'm'.repeat(1e5), ['k'.repeat(1e5)]: 1 } });
    expect(reply.body.length).toBeLessThan(1000);
    const other = await ask({ payload: { text: 'a', model: 'm'.repeat(1e5) } });
    expect(other.body.length).toBeLessThan(1000);
  });

  test('says which methods an address takes', async () => {
    expect((await ask({ method: 'GET', headers: {} })).headers.allow).toBe('POST');
  });

  test('is not ready, and does not predict, without models', async () => {
    const empty = await testApp({ models: [] });
    for (const input of [
      { method: 'GET', url: '/readyz' },
      { method: 'GET', url: '/api/v1/health' },
      { method: 'POST', url: '/predict', payload: { text: 'a' } },
    ] as const) {
      const reply = await empty.inject(input);
      expect([reply.statusCode, reply.json().code]).toEqual([503, 'NOT_READY']);
    }
    expect((await empty.inject('/livez')).statusCode).toBe(200);
  });

  test('a failure of ours is a 500 that tells the caller nothing of it', async () => {
    const broken = await servedBy({
      kind: 'instant',
      predict: () => {
        throw new Error('secret path /root');
      },
      close: async () => {},
    });
    const app = await testApp({ models: [broken] });
    const reply = await app.inject({ method: 'POST', url: '/predict', payload: { text: 'a' } });
    expect([reply.statusCode, reply.json().code]).toEqual([500, 'INTERNAL']);
    expect(reply.body).not.toContain('secret');
  });
});

describe('lets in', () => {
  test.each([
    [{ host: 'localhost:8000' }],
    [{ host: 'LOCALHOST' }],
    [{ host: '127.0.0.1:9' }],
    [{ host: '[::1]:8000' }],
    [{ host: 'localhost:8000', origin: 'http://localhost:8000' }],
  ])('%o', async (headers) => {
    expect((await ask({ headers: { ...json, ...headers }, payload: { text: 'a' } })).statusCode).toBe(200);
  });
});
