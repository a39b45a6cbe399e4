import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LedgerError } from '@verdict/ledger';
import { createApp, readConfig } from '@verdict/server';
import { afterAll, describe, expect, test } from 'vitest';
import { createLog, logJobs } from '../src/log/index.ts';
import { smallServedModel } from './small-models.ts';

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
    logger: kept.log.options,
  });
  return { app, ...kept };
}

describe('a request’s line', () => {
  test('says what it was, who asked, how it went and how long it took', async () => {
    const { app, lines } = await loggingApp();
    await app.inject({
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
      model: 'sentiment-en',
      model_version: 1,
      error_code: null,
    });
    await app.close();
  });

  test.each([
    ['/api/v1/predict', { text: '' }, 422, 'info', 'TEXT_EMPTY', '/api/v1/predict'],
    ['/nothing/here', {}, 404, 'info', null, null],
  ])('of %s with %o', async (url, payload, status, level, errorCode, route) => {
    const { app, lines } = await loggingApp();
    await app.inject({ method: 'POST', url, payload });
    const [line] = (await lines()).filter(({ event }) => event === 'request');
    expect(line).toMatchObject({ status, level, route, error_code: errorCode });
    await app.close();
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
    // Nobody reads its stderr: a pipe holds 64 kB, the buffer 1 MB, and a line has half a kilobyte.
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

  test('lists the fields of a request and of a job, and no others', async () => {
    const { app, lines } = await loggingApp();
    await app.inject('/livez');
    const job = { jobId: 'j', kind: 'train', attempt: 1, durationMs: 1, requestId: 'r' };
    logJobs(app.log)({ ...job, outcome: 'failed', error: new Error('x') });
    const common = fieldsUnder('In every line');
    for (const line of await lines()) {
      expect(Object.keys(line).sort()).toEqual([...common, ...fieldsUnder(`\`${line.event}\``)].sort());
    }
    await app.close();
  });
});
