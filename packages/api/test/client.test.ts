import { describe, expect, test } from 'vitest';
import { createClient } from '../src/index.ts';
import { type Answer, closedUrl, cut, cutShort, hang, json, problem, unrulyServer } from './unruly-server.ts';

const quick = { baseMs: 1, maxMs: 2 };
const live = { status: 'ok' };
const bytes = (text: string) => new TextEncoder().encode(text);

async function* parts(...texts: readonly string[]) {
  for (const text of texts) yield bytes(text);
}

describe('the client', () => {
  test('sends its key, its name and an id, and gives the reply as it is', async () => {
    const { url, requests } = await unrulyServer(json(live));
    const client = createClient({ url: `${url}/`, token: 'vk_1', userAgent: 'test/1' });
    expect(await client.about.live()).toEqual(live);
    expect(requests[0].headers).toMatchObject({
      authorization: 'Bearer vk_1',
      'user-agent': 'test/1',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test.each([
    ['503, then an answer', [problem(503, 'DATABASE_UNREACHABLE'), json(live)]],
    [
      '429 that says when, then an answer',
      [problem(429, 'RATE_LIMITED', { 'retry-after': '0' }), json(live)],
    ],
    ['a connection that is cut, then an answer', [cut, json(live)]],
    ['JSON that ends early, then an answer', [cutShort, json(live)]],
    [
      'a proxy’s page, then an answer',
      [
        ((_, response) =>
          response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')) as Answer,
        json(live),
      ],
    ],
  ] as const)('bridges %s', async (_, answers) => {
    const { url, requests } = await unrulyServer(...(answers as unknown as Parameters<typeof unrulyServer>));
    expect(await createClient({ url, retries: quick }).about.live()).toEqual(live);
    expect(requests).toHaveLength(2);
    expect(requests[0].headers['x-request-id']).toBe(requests[1].headers['x-request-id']);
  });

  test('tells a refusal in the server’s words', async () => {
    const { url, requests } = await unrulyServer(problem(404, 'RUN_UNKNOWN'));
    await expect(createClient({ url }).runs.get('x')).rejects.toMatchObject({
      name: 'ApiError',
      code: 'RUN_UNKNOWN',
      status: 404,
      detail: 'It is RUN_UNKNOWN.',
      canRetry: false,
      requestId: 'r-1',
    });
    expect(requests).toHaveLength(1);
  });

  test('says of a page that is not Verdict’s what it is', async () => {
    const { url } = await unrulyServer((_, response) =>
      response
        .writeHead(502, { 'content-type': 'text/html' })
        .end(`<html><title>502</title>Bad Gateway ${'x'.repeat(1e5)}`),
    );
    const failed = createClient({ url, retries: { most: 0 } }).about.live();
    await expect(failed).rejects.toMatchObject({
      code: 'REPLY_INVALID',
      status: 502,
      message: expect.stringMatching(/status 502 and is not Verdict’s \(“502 Bad Gateway x+”\)/),
    });
    await failed.catch(({ message }) => expect(message.length).toBeLessThan(400));
  });

  test('refuses a login page that says 200', async () => {
    const { url } = await unrulyServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<form>'),
    );
    await expect(createClient({ url, retries: { most: 0 } }).about.live()).rejects.toMatchObject({
      code: 'REPLY_INVALID',
    });
  });

  test('carries its key to no other address', async () => {
    const other = await unrulyServer(json(live));
    const { url } = await unrulyServer((_, response) =>
      response.writeHead(302, { location: other.url }).end(),
    );
    await expect(
      createClient({ url, token: 'vk_1', retries: { most: 0 } }).about.live(),
    ).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(other.requests).toHaveLength(0);
  });

  test('gives up on a server that hangs, an attempt and the whole call alike', async () => {
    const { url, requests } = await unrulyServer(hang);
    const client = createClient({ url, attemptTimeoutMs: 50, retries: { ...quick, most: 2 } });
    await expect(client.about.live()).rejects.toMatchObject({ code: 'TIMEOUT', canRetry: true });
    expect(requests).toHaveLength(3);
    await expect(client.about.live({ timeoutMs: 30 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(requests).toHaveLength(4);
  });

  test('says that nobody is there', async () => {
    const url = await closedUrl();
    await expect(createClient({ url, retries: quick }).about.live()).rejects.toMatchObject({
      code: 'UNREACHABLE',
      status: null,
      message: expect.stringContaining(`${url} cannot be reached (ECONNREFUSED)`),
    });
  });

  test('stops at once when it is told to, while it waits for an answer and between attempts', async () => {
    const { url } = await unrulyServer(hang);
    await expect(createClient({ url }).about.live({ signal: AbortSignal.timeout(30) })).rejects.toMatchObject(
      {
        name: 'TimeoutError',
      },
    );
    const slow = await unrulyServer(problem(503, 'NOT_READY', { 'retry-after': '30' }));
    const whole = new AbortController();
    const waiting = createClient({ url: slow.url, signal: whole.signal }).about.live();
    setTimeout(() => whole.abort(new Error('enough')), 50);
    await expect(waiting).rejects.toThrow('enough');
    await expect(createClient({ url, signal: whole.signal }).about.live()).rejects.toThrow('enough');
  });

  test('does not repeat what might be done twice', async () => {
    const { url, requests } = await unrulyServer(cut);
    const { models } = createClient({ url, retries: quick });
    await expect(models.rollback('reviews')).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(requests).toHaveLength(1);
  });

  test('makes one run and one job of a call that is sent twice', async () => {
    const runs = await unrulyServer(cut, json({ id: 'x' }));
    await createClient({ url: runs.url, retries: quick }).runs.create({ name: 'a' });
    expect(runs.bodies[0]).toBe(runs.bodies[1]);
    expect(JSON.parse(runs.bodies[0])).toMatchObject({
      name: 'a',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const points = await unrulyServer(cut, json({}));
    const batch = { metrics: [{ key: 'a', value: 1 }] };
    await createClient({ url: points.url, retries: quick }).runs.log('x', batch);
    expect(points.bodies[0]).toBe(points.bodies[1]);
    expect(JSON.parse(points.bodies[0]).metrics[0].at_ms).toBeGreaterThan(0);
    const jobs = await unrulyServer(cut, json({ id: 'j' }));
    await createClient({ url: jobs.url, retries: quick }).jobs.submit({
      kind: 'train',
      input: { data: 'reviews', model: 'reviews' },
    });
    const [first, second] = jobs.requests.map(({ headers }) => headers['idempotency-key']);
    expect(first).toBeDefined();
    expect(first).toBe(second);
  });

  test.each([
    ['bytes', () => bytes('one,two'), 2],
    ['a function that makes a stream', () => () => parts('one', ',two'), 2],
    ['a blob', () => new Blob(['one,two']), 2],
    ['a stream, which is gone', () => parts('one', ',two'), 1],
  ] as const)('sends %s again where it can', async (_, body, attempts) => {
    const { url, bodies } = await unrulyServer(problem(503, 'ENGINE_BUSY'), json({ added: true }));
    const added = createClient({ url, retries: quick }).datasets.add('a', body(), { filename: 'a.csv' });
    if (attempts === 2) expect(await added).toEqual({ added: true });
    else await expect(added).rejects.toMatchObject({ code: 'ENGINE_BUSY', canRetry: true });
    expect(bodies).toEqual(Array(attempts).fill('one,two'));
  });

  test('an upload whose own bytes fail says why, and is not repeated', async () => {
    const { url, requests } = await unrulyServer(hang);
    const failing = async function* () {
      yield bytes('one');
      throw new Error('the disk is gone');
    };
    const added = createClient({ url, retries: quick }).datasets.add('a', failing, { filename: 'a.csv' });
    await expect(added).rejects.toThrow('the disk is gone');
    expect(requests.length).toBeLessThan(2);
  });

  test('gives a download as it comes', async () => {
    const { url } = await unrulyServer((_, response) => response.writeHead(200).end('rows'));
    const reply = await createClient({ url }).datasets.rows('a', 1);
    expect(await reply.text()).toBe('rows');
  });

  test.each([
    ['spaces and slashes are the name’s', 'a b/c', '/api/v1/models/a%20b%2Fc'],
    ['question marks too', 'a?b#c', '/api/v1/models/a%3Fb%23c'],
  ])('escapes names: %s', async (_, name, path) => {
    const { url, requests } = await unrulyServer(json({}));
    await createClient({ url }).models.get(name);
    expect(requests[0].url).toBe(path);
  });

  test.each(['..', '.', ''])('refuses the name %j, which would ask for another address', async (name) => {
    const { url, requests } = await unrulyServer(json({}));
    const client = createClient({ url });
    await expect(client.models.get(name)).rejects.toMatchObject({ code: 'CALL_INVALID' });
    await expect(client.runs.putArtifact('x', `a/${name}/b`, bytes(''))).rejects.toMatchObject({
      code: 'CALL_INVALID',
    });
    expect(requests).toHaveLength(0);
  });
});
