import type { BuiltSite } from '@verdict/http';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { Page } from '../pages/page-data.ts';
import { readSpamcheckConfig } from '../src/config.ts';
import { createSpamcheck } from '../src/create-spamcheck.ts';
import { maxCharacters, maxTextsAtOnce } from '../src/limits.ts';
import { type Answer, problem, sensible, standInVerdict } from '../testing/verdict-stand-in.ts';

const site: BuiltSite<Page> = {
  files: new Map(),
  styles: ['/assets/a.css'],
  scripts: ['/assets/a.js'],
  render: ({ kind }) => `<main>${kind}</main>`,
};

async function app(answer: Answer = sensible, env: Readonly<Record<string, string>> = {}) {
  const { verdict, asked } = standInVerdict(answer);
  const created = await createSpamcheck({ config: readSpamcheckConfig(env), site, verdict, clock: () => 0 });
  onTestFinished(() => created.close());
  const post = (url: string, payload: unknown, headers: Readonly<Record<string, string>> = {}) =>
    created.inject({
      method: 'POST',
      url,
      headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
    created.inject({ method: 'GET', url, headers: { host: 'localhost', ...headers } });
  return { post, get, asked };
}

describe('a check', () => {
  it('answers older programs with the fields that they know', async () => {
    const { post } = await app();
    const reply = await post('/predict', { text: 'Win now' }, { 'x-request-id': 'mine' });
    expect(reply.json()).toEqual({
      prediction: 'spam',
      confidence: 0.9,
      request_id: 'mine',
      model_version: 'spam-en@3',
    });
  });

  it('answers the page with the words that weighed', async () => {
    const { post } = await app();
    expect((await post('/api/check', { text: 'Lunch?' }, { 'x-request-id': 'mine' })).json()).toEqual({
      prediction: 'not_spam',
      confidence: 0.9,
      unsure: false,
      prediction_id: '01a1',
      receipt: expect.stringMatching(/^[\w-]{43}$/),
      request_id: 'mine',
      model_version: 'spam-en@3',
      spans: [{ start: 0, end: 3, contribution: -1.2346 }],
    });
  });

  it('stands without the words where the model cannot say', async () => {
    const { post } = await app((path, body) =>
      path === '/api/v1/explain' ? problem(422, 'NOT_EXPLAINABLE') : sensible(path, body),
    );
    expect((await post('/api/check', { text: 'Win now' })).json()).toMatchObject({
      prediction: 'spam',
      spans: null,
    });
  });

  it('of a draft asks for nothing that is logged', async () => {
    const { post, asked } = await app();
    expect((await post('/api/preview', { text: 'Win now' })).json()).toEqual({
      prediction: 'spam',
      confidence: 0.9,
      unsure: false,
    });
    expect(asked).toEqual(['/api/v1/explain']);
  });

  it('of many messages answers in their order', async () => {
    const { post } = await app();
    const { results } = (await post('/api/checks', { texts: ['win', 'lunch', 'win'] })).json();
    expect(results.map(({ prediction }: { prediction: string }) => prediction)).toEqual([
      'spam',
      'not_spam',
      'spam',
    ]);
  });

  it('is corrected in the words of the model, and waits for the log to have it', async () => {
    let missing = 2;
    const given: unknown[] = [];
    const { post } = await app((path, body) => {
      if (!path.endsWith('/feedback')) return sensible(path, body);
      if (missing-- > 0) return problem(404, 'PREDICTION_UNKNOWN');
      given.push(body);
      return { status: 200, json: {} };
    });
    const { prediction_id, receipt } = (await post('/api/check', { text: 'Win now' })).json();
    const reply = await post('/api/feedback', { prediction_id, receipt, prediction: 'not_spam' });
    expect([reply.statusCode, given]).toEqual([200, [{ label: 'ham' }]]);
  });

  it('is corrected and erased by who has its receipt, whatever else Verdict would let the site do', async () => {
    const { post, asked } = await app();
    const { prediction_id, receipt } = (await post('/api/check', { text: 'Win now' })).json();
    asked.length = 0;
    const others = '0190a1b2-0000-7000-8000-000000000001';
    for (const [url, more] of [
      ['/api/erase', {}],
      ['/api/feedback', { prediction: 'not_spam' }],
    ] as const) {
      const refused = await post(url, { prediction_id: others, receipt, ...more });
      expect([refused.statusCode, refused.json().code]).toEqual([404, 'CHECK_UNKNOWN']);
    }
    expect(asked).toEqual([]);
    expect((await post('/api/erase', { prediction_id, receipt })).statusCode).toBe(200);
    expect(asked).toEqual([`/api/v1/predictions/${prediction_id}`]);
  });

  it('with the same key is known to every process of the site', async () => {
    const env = { VERDICT_TOKEN: 'vk_a_key_of_the_site' };
    const [one, other] = [await app(sensible, env), await app(sensible, env)];
    const { prediction_id, receipt } = (await one.post('/api/check', { text: 'Win now' })).json();
    expect((await other.post('/api/erase', { prediction_id, receipt })).statusCode).toBe(200);
  });
});

describe('what is refused', () => {
  test.each([
    ['no body', '/api/check', '', 400, 'BODY_INVALID'],
    ['no JSON', '/api/check', '{', 400, 'BODY_INVALID'],
    ['a key that would change objects', '/api/check', '{"__proto__":{},"text":"a"}', 400, 'BODY_INVALID'],
    ['no text', '/api/check', '{}', 422, 'REQUEST_INVALID'],
    ['a number', '/predict', '{"text":5}', 422, 'REQUEST_INVALID'],
    ['an unknown field', '/predict', '{"text":"a","model":"other"}', 422, 'REQUEST_INVALID'],
    ['an empty text', '/predict', '{"text":" \\n"}', 422, 'TEXT_EMPTY'],
    [
      'a long text',
      '/predict',
      JSON.stringify({ text: 'x'.repeat(maxCharacters + 1) }),
      413,
      'TEXT_TOO_LONG',
    ],
    ['no texts', '/api/checks', '{"texts":[]}', 422, 'REQUEST_INVALID'],
    ['a blank among texts', '/api/checks', '{"texts":["a"," "]}', 422, 'TEXT_EMPTY'],
    [
      'too many texts',
      '/api/checks',
      JSON.stringify({ texts: Array(maxTextsAtOnce + 1).fill('a') }),
      413,
      'TOO_MANY_TEXTS',
    ],
    [
      'a body too large',
      '/api/checks',
      JSON.stringify({ texts: ['x'.repeat(2 ** 21)] }),
      413,
      'BODY_TOO_LARGE',
    ],
    ['an id that is an address', '/api/erase', '{"prediction_id":"../models"}', 422, 'REQUEST_INVALID'],
  ])('%s', async (_, url, body, status, code) => {
    const { post, asked } = await app();
    const reply = await post(url, body, { 'x-request-id': 'mine' });
    expect(reply.json()).toMatchObject({ code, status, request_id: 'mine' });
    expect([reply.statusCode, reply.headers['content-type'], asked]).toEqual([
      status,
      'application/problem+json',
      [],
    ]);
  });

  test.each([
    ['a form of another site', { 'content-type': 'text/plain' }, 415, 'MEDIA_TYPE_REFUSED'],
    ['another site', { origin: 'http://evil.example' }, 403, 'ORIGIN_REFUSED'],
    ['a name that was pointed here', { host: 'evil.example' }, 403, 'HOST_REFUSED'],
  ])('%s', async (_, headers, status, code) => {
    const { post } = await app();
    const reply = await post('/api/check', { text: 'a' }, headers as unknown as Record<string, string>);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });

  it('an address that nothing is at, to people as a page', async () => {
    const { get, post } = await app();
    const page = await get('/nowhere', { accept: 'text/html,*/*' });
    expect([page.statusCode, page.body.includes('<main>missing</main>')]).toEqual([404, true]);
    expect((await get('/nowhere')).json().code).toBe('NOTHING_HERE');
    expect((await post('/livez', {})).json()).toMatchObject({ code: 'METHOD_REFUSED', status: 405 });
    expect((await get('/predict')).json().code).toBe('METHOD_REFUSED');
  });

  it('an address that cannot be read', async () => {
    const { get } = await app();
    const reply = await get('/%zz', { 'x-request-id': 'mine' });
    expect([reply.statusCode, reply.json()]).toMatchObject([
      400,
      { code: 'URL_INVALID', request_id: 'mine' },
    ]);
  });

  it('more than so many a minute, and typing apart from checking', async () => {
    const { post } = await app(sensible, {
      SPAMCHECK_CHECKS_PER_MINUTE: '2',
      SPAMCHECK_PREVIEWS_PER_MINUTE: '1',
    });
    const codes: number[] = [];
    for (let at = 0; at < 3; at++) codes.push((await post('/api/check', { text: 'a' })).statusCode);
    const preview = await post('/api/preview', { text: 'a' });
    const second = await post('/api/preview', { text: 'a' });
    expect([codes, preview.statusCode, second.statusCode]).toEqual([[200, 200, 429], 200, 429]);
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('without Verdict', () => {
  const away: Answer = () => 'unreachable';

  it('the page is given, and the process is alive and ready', async () => {
    const { get } = await app(away);
    expect([
      (await get('/')).statusCode,
      (await get('/livez')).statusCode,
      (await get('/readyz')).statusCode,
    ]).toEqual([200, 200, 200]);
  });

  it('health says so', async () => {
    const { get } = await app(away);
    const reply = await get('/health');
    expect([reply.statusCode, reply.json()]).toMatchObject([
      503,
      { status: 'unhealthy', model_loaded: false },
    ]);
    expect((await (await app()).get('/health')).json()).toMatchObject({
      status: 'healthy',
      model_version: 'spam-en@3',
    });
  });

  test.each<[string, Answer, string]>([
    ['away', away, 'VERDICT_AWAY'],
    ['refusing the key', () => problem(401, 'CREDENTIALS_REFUSED'), 'KEY_REFUSED'],
    ['without the model', () => problem(404, 'MODEL_NOT_FOUND'), 'MODEL_AWAY'],
    ['overloaded', () => problem(503, 'OVERLOADED'), 'VERDICT_BUSY'],
    [
      'serving a model that knows no spam',
      () => {
        const model = { name: 'sentiment-en', version: 1, run_id: null };
        const scores = { negative: 0, positive: 1 };
        const one = { id: 'a', label: 'positive', confidence: 1, unsure: false, scores, model };
        return { status: 200, json: { predictions: [one] } };
      },
      'MODEL_AWAY',
    ],
  ])('a check is refused while it is %s, and nothing inside is told', async (_, answer, code) => {
    const { post } = await app(answer);
    const reply = await post('/predict', { text: 'Win now' });
    expect([reply.statusCode, reply.json().code]).toEqual([503, code]);
    expect(reply.body).not.toContain('10.0.0.7');
  });
});

describe('headers', () => {
  it('let a page load its own files and nothing else', async () => {
    const { get } = await app();
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('keep answers out of caches and frames', async () => {
    const { post } = await app();
    const { headers } = await post('/predict', { text: 'a' });
    expect([headers['cache-control'], headers['x-content-type-options']]).toEqual(['no-store', 'nosniff']);
  });
});

test('a public address is obeyed by its name alone', async () => {
  const env = { SPAMCHECK_HOST: '0.0.0.0', SPAMCHECK_PUBLIC_URL: 'https://spam.example.org' };
  const { post } = await app(sensible, env);
  const from = (host: string, origin: string) => post('/api/check', { text: 'a' }, { host, origin });
  expect((await from('spam.example.org', 'https://spam.example.org')).statusCode).toBe(200);
  expect((await from('evil.example', 'https://evil.example')).statusCode).toBe(403);
});

test.each([
  [{ SPAMCHECK_PUBLIC_URL: 'https://spam.example.org/path' }, 'SPAMCHECK_PUBLIC_URL'],
  [{ SPAMCHECK_CHECKS_PER_MINUTE: '0' }, 'SPAMCHECK_CHECKS_PER_MINUTE'],
  [{ SPAMCHECK_MODEL: '../x' }, 'SPAMCHECK_MODEL'],
])('a bad setting is refused by its name: %o', (env, name) => {
  expect(() => readSpamcheckConfig(env as Readonly<Record<string, string>>)).toThrow(name);
});
