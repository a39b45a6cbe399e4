import { connect } from 'node:net';
import { batchPredictor } from '@verdict/serve/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servedBy, smallServedModel } from './small-models.ts';
import { testApp } from './test-app.ts';

const app = await testApp({
  models: [
    await smallServedModel(),
    await smallServedModel('forest', 1, 'random-forest'),
    // Not on this thread: its answers are waited for, and to one text there is none.
    await servedBy(batchPredictor({ fixedMs: 5, eachMs: 0, maxTexts: 8, poison: 'poison' }), {
      name: 'late',
    }),
  ],
});
let port = 0;

/** Requests that the framework has seen. */
let seen = 0;
app.addHook('onRequest', (_request, _reply, done) => {
  seen++;
  done();
});

beforeAll(async () => {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => app.close());

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the server sends for exactly these bytes, until it has sent so many replies. */
function exchange(pieces: readonly string[], replies = 1): Promise<readonly Reply[]> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(port, '127.0.0.1', async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((turn) => setTimeout(turn, 20));
      }
    });
    socket.setTimeout(5000, () => socket.destroy(new Error(`After 5 s: ${received.toString()}`)));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const all = parseReplies(received);
      if (all.length < replies) return;
      socket.destroy();
      resolve(all);
    });
  });
}

function parseReplies(bytes: Buffer): readonly Reply[] {
  const replies: Reply[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end < 0) return replies;
    const [first, ...lines] = bytes.subarray(at, end).toString().split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 2),
      ]),
    );
    const length = Number(headers['content-length']);
    if (bytes.length < end + 4 + length) return replies;
    const body = bytes.subarray(end + 4, end + 4 + length).toString();
    replies.push({ status: Number(first.split(' ')[1]), headers, body });
    at = end + 4 + length;
  }
}

/** The type in capitals means the same, and is not plain. */
const types = { lane: 'application/json', ordinary: 'application/JSON' };

function post(body: string, { type = types.lane, url = '/api/v1/predict', more = '' } = {}): string {
  return (
    `POST ${url} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\n${more}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Without what is another one in every reply. */
function comparable({ status, headers, body }: Reply) {
  const { date, 'x-request-id': requestId, ...same } = headers;
  expect(Date.parse(date)).not.toBeNaN();
  expect(requestId).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
  const answer = body.replace(/"id":"[0-9a-f-]{36}"/g, '').replace(/"request_id":"[^"]*"/, '');
  return { status, headers: same, answer };
}

const bodies: readonly [what: string, body: string][] = [
  ['a text', '{"text":"A warm, funny and beautifully acted film."}'],
  ['a text of a forest', '{"text":"Two hours of nothing.","model":"forest"}'],
  ['a text by version and key', '{"model":"forest@1","key":"user-1","text":"Warm."}'],
  ['blanks around', ' {\n "text" : "Warm." }\n'],
  ['escapes and other scripts', '{"text":"caf\\u00e9 \\ud83c\\udfac кино 映画 \\ud800"}'],
  ['a key given twice', '{"text":1,"text":"Warm."}'],
  ['several texts', '{"texts":["Warm.","Dull."]}'],
  ['no text', '{}'],
  ['a text that is none', '{"text":1}'],
  ['an empty text', '{"text":""}'],
  ['a blank text', '{"text":" \\u2003\\n"}'],
  ['a text and texts', '{"text":"a","texts":["b"]}'],
  ['a key too many', '{"text":"a","__proto__":{"model":"x"}}'],
  ['an unknown model', '{"text":"a","model":"../../etc/passwd"}'],
  ['a model that is none', '{"text":"a","model":1}'],
  ['a key that is too long', `{"text":"a","key":"${'k'.repeat(201)}"}`],
  ['an array', '["a"]'],
  ['null', 'null'],
  ['what is not JSON', '{"text":'],
  ['a text over the limit', `{"text":"${'a'.repeat(100_001)}"}`],
];

describe('the plain way', () => {
  test.each(bodies)('answers %s as the ordinary way does', async (_, body) => {
    const [plain] = await exchange([post(body)]);
    const [ordinary] = await exchange([post(body, { type: types.ordinary })]);
    expect(comparable(plain)).toEqual(comparable(ordinary));
  });

  test('is taken by what is plain, and by nothing else', async () => {
    const before = seen;
    await exchange([post('{"text":"Warm."}')]);
    expect(seen).toBe(before);
    await exchange([post('{"text":"Warm."}', { type: types.ordinary })]);
    expect(seen).toBe(before + 1);
  });

  test('takes the short address and the caller’s id', async () => {
    const asked = post('{"text":"Warm."}', { url: '/predict', more: 'X-Request-Id: mine-1\r\n' });
    const [{ status, headers }] = await exchange([asked]);
    expect([status, headers['x-request-id']]).toEqual([200, 'mine-1']);
  });

  test('refuses another host and another site, in the words of the ordinary way', async () => {
    const [host] = await exchange([post('{"text":"a"}').replace('localhost', 'evil.example')]);
    expect([host.status, JSON.parse(host.body).code]).toEqual([403, 'HOST_REFUSED']);
    const [site] = await exchange([post('{"text":"a"}', { more: 'Origin: https://evil.example\r\n' })]);
    expect([site.status, JSON.parse(site.body).code]).toEqual([403, 'ORIGIN_REFUSED']);
  });

  test('waits for a body that comes in pieces', async () => {
    const whole = post('{"text":"Warm and funny."}');
    for (const cut of [whole.length - 20, whole.length - 5, whole.indexOf('\r\n\r\n') + 4]) {
      const [{ status }] = await exchange([whole.slice(0, cut), whole.slice(cut)]);
      expect(status).toBe(200);
    }
  });

  test('answers what one packet brings in its order, whichever way each goes', async () => {
    const odd = { type: types.ordinary };
    const texts = ['{"text":"One."}', '{"text":"Two."}', '{"text":""}', '{"text":"Four."}'];
    const packet = texts.map((body, at) =>
      post(body, { ...(at === 1 && odd), more: `X-Request-Id: n${at}\r\n` }),
    );
    const replies = await exchange([packet.join('')], 4);
    expect(replies.map(({ status, headers }) => [status, headers['x-request-id']])).toEqual([
      [200, 'n0'],
      [200, 'n1'],
      [422, 'n2'],
      [200, 'n3'],
    ]);
  });

  test('waits for a model that answers later, and goes on with the connection', async () => {
    const before = seen;
    const late = post('{"text":"A text.","model":"late"}');
    const replies = await exchange([late + late, post('{"text":"Warm."}')], 3);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(JSON.parse(replies[0].body).model.name).toBe('late');
    expect(seen).toBe(before);
  });

  test('leaves what a model that answers later cannot answer to the ordinary way', async () => {
    const failing = post('{"text":"poison","model":"late"}');
    const [{ status, body }, next] = await exchange([failing, post('{"text":"Warm."}')], 2);
    expect([status, JSON.parse(body).code]).toEqual([500, 'INTERNAL']);
    expect(next.status).toBe(200);
  });

  test('leaves a client that goes before its body alone', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(post('{"text":"Warm."}').slice(0, -4));
    await new Promise((turn) => setTimeout(turn, 50));
    socket.destroy();
    const [{ status }] = await exchange([post('{"text":"Warm."}')]);
    expect(status).toBe(200);
  });

  test('counts its requests as the ordinary way does', async () => {
    const count = async () => {
      const reply = await app.inject({ url: '/metrics' });
      const line = /verdict_http_requests_total\{[^}]*route="\/predict"[^}]*status="200"[^}]*\} (\d+)/;
      return Number(line.exec(reply.body)?.[1] ?? 0);
    };
    const before = await count();
    await exchange([post('{"text":"Warm."}', { url: '/predict' })]);
    await exchange([post('{"text":"Warm."}', { url: '/predict', type: types.ordinary })]);
    await expect.poll(count).toBe(before + 2);
  });
});
