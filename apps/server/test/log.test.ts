import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLog } from '@verdict/http';
import { LedgerError } from '@verdict/ledger';
import { createApp, readConfig } from '@verdict/server';
import { afterAll, describe, expect, test } from 'vitest';
import type { Answer } from '../src/asking/question.ts';
import { logJobs } from '../src/log/index.ts';
import { smallServedModel } from './small-models.ts';

/** An answer as a model would give it whose class is named so. */
async function oddAnswer(label: string): Promise<Answer> {
  const served = await smallServedModel('odd-model', 3);
  const prediction = { label, confidence: 0.75, scores: { [label]: 0.75 }, unsure: false };
  return { id: '0190a5b0-0000-7000-8000-000000000000', prediction, served, part: 'asked', tookMs: 0.01 };
}

/** A log that is kept as values. */
function keptLog() {
  let text = '';
  const log = createLog({
    level: 'info',
    version: '1.2.3',
    sink: (bytes, done) => {
      text += Buffer.from(bytes).toString();
      setImmediate(() => done(null));
    },
  });
  const lines = async (): Promise<Record<string, unknown>[]> => {
    await log.writer.flush(1000);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };
  return { log, lines, text: () => text };
}

async function loggingApp() {
  const kept = keptLog();
  const app = createApp({
    config: readConfig({}, { logLevel: 'info' }),
    models: [await smallServedModel()],
    clock: Date.now,
    log: kept.log,
  });
  return { app, ...kept };
}

describe('a request’s line', () => {
  test('says what it was, who asked, how it went and how long it took', async () => {
    const { app, lines } = await loggingApp();
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/predict?x=1',
      headers: {
        'x-request-id': 'id-1',
        'user-agent': `curl/8 ${'y'.repeat(500)}`,
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
      payload: { text: 'A warm film.' },
    });
    const [line] = (await lines()).filter(({ event }) => event === 'request');
    expect(line).toEqual({
      level: 'info',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      service: 'verdict',
      version: '1.2.3',
      host: expect.any(String),
      pid: process.pid,
      event: 'request',
      request_id: 'id-1',
      method: 'POST',
      route: '/api/v1/predict',
      status: 200,
      duration_ms: expect.any(Number),
      bytes_in: 23,
      bytes_out: expect.any(Number),
      actor: null,
      role: null,
      client_ip: '127.0.0.1',
      user_agent: expect.stringMatching(/^curl\/8 y{193}$/),
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      error_code: null,
      event_type: 'PREDICTION',
      texts: 1,
      model: 'sentiment-en',
      model_version: 1,
      part: 'champion',
      prediction_id: reply.json().id,
      label: 'positive',
      confidence: expect.closeTo(reply.json().confidence, 6),
      unsure: reply.json().unsure,
      predict_ms: expect.any(Number),
    });
    await app.close();
  });

  test.each([
    ['/api/v1/predict', { text: '' }, 422, 'info', 'TEXT_EMPTY', '/api/v1/predict'],
    ['/nothing/here', {}, 404, 'info', null, null],
    ['/%zz', {}, 400, 'info', null, null],
  ])('of %s with %o', async (url, payload, status, level, errorCode, route) => {
    const { app, lines } = await loggingApp();
    await app.inject({ method: 'POST', url, payload });
    const [line] = (await lines()).filter(({ event }) => event === 'request');
    expect(line).toMatchObject({ status, level, route, error_code: errorCode });
    await app.close();
  });

  test.each([
    [
      '/v2/models/sentiment-en/infer',
      { inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: ['A warm film.'] }] },
    ],
    ['/invocations', { inputs: ['A warm film.'] }],
  ])('says what a model answered by another protocol: %s', async (url, payload) => {
    const { app, lines } = await loggingApp();
    const reply = await app.inject({ method: 'POST', url, payload });
    expect(reply.statusCode, reply.body).toBe(200);
    const [line] = (await lines()).filter(({ event }) => event === 'request');
    expect(line).toMatchObject({ event_type: 'PREDICTION', texts: 1, label: 'positive', part: 'champion' });
    await app.close();
  });

  test('has another beside it for each of several texts', async () => {
    const { app, lines } = await loggingApp();
    const texts = ['A warm film.', 'A dull plot.', 'A funny joke.'];
    const reply = await app.inject({ method: 'POST', url: '/predict', payload: { texts } });
    const [request, ...predictions] = (await lines()).filter(({ request_id }) => request_id !== undefined);
    expect(request).toMatchObject({
      event: 'request',
      event_type: 'TRAFFIC',
      texts: 3,
      model_version: 1,
      prediction_id: null,
    });
    expect(predictions).toMatchObject(
      reply.json().predictions.map(({ id, label }: { id: string; label: string }) => ({
        event: 'prediction',
        event_type: 'PREDICTION',
        request_id: request.request_id,
        model: 'sentiment-en',
        prediction_id: id,
        label,
      })),
    );
    await app.close();
  });

  test.each([
    ['with quotes and line ends', 'a"b\nc\u2028'],
    ['with half a surrogate pair', 'a\ud800'],
  ])('is one line of JSON with a class named %s', async (_, label) => {
    const kept = keptLog();
    const answer = await oddAnswer(label);
    const app = createApp({ config: readConfig({}, { logLevel: 'info' }), clock: Date.now, log: kept.log });
    app.post('/odd', { config: { permission: 'public' } }, async (request) => {
      request.answers = [answer];
      return {};
    });
    const inject = { method: 'POST', url: '/odd', headers: { 'user-agent': 'a"b\\ü\t' } } as const;
    await app.inject(inject);
    const found = (await kept.lines()).filter(({ event }) => event === 'request');
    expect(found).toMatchObject([{ label, user_agent: 'a"b\\ü\t', model: answer.served.name }]);
    await app.close();
  });

  test('is written of a client that left before it was answered, and of nobody else twice', async () => {
    const kept = keptLog();
    const app = createApp({ config: readConfig({}, { logLevel: 'info' }), clock: Date.now, log: kept.log });
    let arrived = (): void => {};
    const isHere = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    app.get('/slow', { config: { permission: 'public' } }, async () => {
      arrived();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return {};
    });
    const url = await app.listen({ port: 0 });
    const leaving = new AbortController();
    const asked = fetch(`${url}/slow`, { signal: leaving.signal }).catch(() => null);
    await isHere;
    leaving.abort();
    await asked;
    await fetch(`${url}/livez`);
    const requests = async () =>
      (await kept.lines())
        .filter(({ event }) => event === 'request')
        .map(({ route, status }) => [route, status]);
    await expect.poll(requests).toHaveLength(2);
    expect(await requests()).toEqual(
      expect.arrayContaining([
        ['/slow', 499],
        ['/livez', 200],
      ]),
    );
    await app.close();
    expect(await requests()).toHaveLength(2);
  });

  test('never has what a caller sent: not the text, the query, the password or the key', async () => {
    const { app, lines, text } = await loggingApp();
    const secrets = ['swordfish', 'c3dvcmRmaXNo', 'vk_secret'];
    const url = '/api/v1/predict?token=swordfish';
    for (const payload of ['{"text":"swordfish"}', '{"text":"swordfish', '{"swordfish":1}', '']) {
      await app.inject({
        method: 'POST',
        url,
        payload,
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from('swordfish').toString('base64')}`,
          cookie: 'session=vk_secret',
        },
      });
    }
    await app.inject({ method: 'GET', url: '/swordfish/%zz', headers: { origin: 'http://swordfish' } });
    expect((await lines()).length).toBeGreaterThanOrEqual(4);
    for (const secret of secrets) expect(text()).not.toContain(secret);
    await app.close();
  });
});

test('a job’s line has its kind, attempt, outcome, and the request it came from', async () => {
  const { app, lines } = await loggingApp();
  const line = logJobs(app.log);
  const job = { jobId: 'j1', kind: 'train', attempt: 2, durationMs: 1234.5, requestId: 'id-9' };
  line({ ...job, outcome: 'done', error: null });
  line({ ...job, outcome: 'failed', error: new LedgerError('DATASET_UNKNOWN', 'There is none.') });
  const jobs = (await lines()).filter(({ event }) => event === 'job');
  expect(jobs).toMatchObject([
    { level: 'info', job_id: 'j1', kind: 'train', attempt: 2, outcome: 'done', duration_ms: 1235 },
    {
      level: 'error',
      outcome: 'failed',
      request_id: 'id-9',
      error_code: 'DATASET_UNKNOWN',
      err: { type: 'LedgerError', message: 'There is none.', code: 'DATASET_UNKNOWN' },
    },
  ]);
  await app.close();
});

describe('a reader that does not read', () => {
  const script = fileURLToPath(new URL('./log-child.ts', import.meta.url));
  let child: ChildProcess | undefined;
  afterAll(() => {
    child?.kill('SIGKILL');
  });

  test('does not hold up the server, costs bounded memory, and is told what it missed', async () => {
    child = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const server = child;
    const told = async (): Promise<{ port: number; dropped: number; buffered: number; heap: number }> =>
      (await once(server, 'message'))[0];
    const { port } = await told();
    const ask = async (): Promise<void> => {
      const reply = await fetch(`http://127.0.0.1:${port}/livez`, {
        headers: { 'user-agent': 'z'.repeat(200) },
      });
      expect(reply.status).toBe(200);
      await reply.body?.cancel();
    };
    const state = async () => {
      server.send('?');
      return told();
    };
    // Nobody reads its stderr: a pipe holds 64 kB, the buffer 1 MB here, and a line has half a kilobyte.
    let slowest = 0;
    for (let at = 0; at < 400; at += 1) {
      const begin = performance.now();
      await Promise.all(Array.from({ length: 10 }, ask));
      slowest = Math.max(slowest, performance.now() - begin);
    }
    const stuck = await state();
    expect(stuck.dropped).toBeGreaterThan(500);
    expect(stuck.buffered).toBeLessThanOrEqual(2 ** 20);
    expect(slowest).toBeLessThan(5000);

    let text = '';
    server.stderr?.on('data', (chunk) => {
      text += String(chunk);
    });
    await expect.poll(() => text, { timeout: 10_000 }).toContain('"event":"log_dropped"');
    const lines = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    const missed = lines.filter(({ event }) => event === 'log_dropped');
    expect(missed.reduce((sum, { lines: count }) => sum + count, 0)).toBe(stuck.dropped);
    expect(lines.filter(({ event }) => event === 'request').length + stuck.dropped).toBe(4000);
    await ask();
    await expect.poll(async () => (await state()).buffered).toBe(0);
  });
});

describe('docs/logs.md', () => {
  const page = readFileSync(new URL('../../../docs/logs.md', import.meta.url), 'utf8');
  const fieldsUnder = (heading: string): readonly string[] => {
    const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
    return [...section.matchAll(/^\| `(\w+)`/gm)].map(([, field]) => field);
  };

  test('has a row for each event that the sources name, with its level and type, and no other', () => {
    const source = new URL('../src/', import.meta.url);
    const call = /\blog\.(info|warn|error)\(([^;]*?),\s*'([a-z_]+)',?\s*\)/gs;
    const written = globSync('**/*.ts', { cwd: fileURLToPath(source) }).flatMap((file) =>
      [...readFileSync(new URL(file, source), 'utf8').matchAll(call)].map(
        ([, level, fields, event]) => `${event} ${level} ${/event_type: '(\w+)'/.exec(fields)?.[1]}`,
      ),
    );
    const rows = [...page.matchAll(/^\| `(\w+)` \| `(\w+)` \| `([A-Z_]+)` \|/gm)];
    expect(rows.map(([, event, level, type]) => `${event} ${level} ${type}`).sort()).toEqual(
      [...new Set(written)].sort(),
    );
  });

  test('lists the fields of a request, a prediction and a job, and no others', async () => {
    const { app, lines } = await loggingApp();
    await app.inject('/livez');
    await app.inject({ method: 'POST', url: '/predict', payload: { texts: ['a b', 'c d'] } });
    const job = { jobId: 'j', kind: 'train', attempt: 1, durationMs: 1, requestId: 'r' };
    logJobs(app.log)({ ...job, outcome: 'failed', error: new Error('x') });
    const common = fieldsUnder('In every line');
    for (const line of await lines()) {
      expect(Object.keys(line).sort()).toEqual([...common, ...fieldsUnder(`\`${line.event}\``)].sort());
    }
    await app.close();
  });
});
