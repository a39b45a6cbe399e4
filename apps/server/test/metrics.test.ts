import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testStores } from '@verdict/db/testing';
import { createLog } from '@verdict/http';
import { enqueueJob } from '@verdict/ledger';
import { composeApp, readConfig } from '@verdict/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from './record/record-app.ts';
import { smallServedModel } from './small-models.ts';

const log = createLog({ level: 'info', version: 'test', sink: (_, done) => setImmediate(done, null) });
const { app, metrics } = composeApp({
  config: readConfig({}, { maxTexts: 10, logLevel: 'info' }),
  models: [await smallServedModel()],
  clock: Date.now,
  log,
});
let url = '';
beforeAll(async () => {
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

const scrape = async (accept?: string): Promise<string> =>
  (await app.inject({ url: '/metrics', headers: accept === undefined ? {} : { accept } })).body;

/** `name{labels}` and what it says, without comments. */
const seriesIn = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );

describe('/metrics', () => {
  test('counts requests by their route, and what the model said in them', async () => {
    const ask = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/predict', payload });
    const { label } = (await ask({ text: 'A warm, funny film.' })).json();
    await ask({ texts: ['A warm film.', 'A dull plot.'] });
    await ask({ text: '' });
    const series = seriesIn(await scrape());
    const route = 'route="/api/v1/predict",method="POST"';
    expect(series.get(`verdict_http_requests_total{${route},status="200"}`)).toBe(2);
    expect(series.get(`verdict_http_requests_total{${route},status="422"}`)).toBe(1);
    const model = 'model="sentiment-en",version="1"';
    expect(
      series.get(`verdict_predictions_total{${model},label="${label}",part="champion"}`),
    ).toBeGreaterThan(0);
    expect(series.get(`verdict_prediction_confidence_count{${model}}`)).toBe(3);
    expect(series.get(`verdict_model_loaded{${model},sha256="000000000000"}`)).toBe(1);
    expect(series.get(`verdict_model_age_seconds{${model}}`)).toBeGreaterThan(0);
    expect(series.get(`verdict_queue_length{${model}}`)).toBe(0);
    // The scrape itself.
    expect(series.get('verdict_http_in_flight')).toBe(1);
  });

  test('says what it is in both formats, under both addresses', async () => {
    const { headers } = await app.inject('/api/v1/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const accept = 'application/openmetrics-text;version=1.0.0,text/plain;q=0.5';
    const open = await app.inject({ url: '/metrics', headers: { accept } });
    expect(open.headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(open.body).toMatch(/# EOF\n$/);
  });

  test('ten thousand odd requests add no series of their senders’ making', async () => {
    const odd = (at: number) =>
      [
        { method: 'GET', path: `/movies/${at}?q=${at}` },
        { method: 'POST', path: `/api/v1/predict?x=${at}`, body: `{"text":"a ${at}","model":"m${at}"}` },
        {
          method: 'POST',
          path: '/api/v1/predict',
          body: `{"text":"text ${at}","model":"sentiment-en@${at + 2}"}`,
        },
        { method: 'PROPFIND', path: `/api/v1/${at}` },
        { method: 'PUT', path: at % 2 === 0 ? `/predict/../${at}` : `/${at}%zz` },
      ][at % 5];
    const round = async (from: number, to: number): Promise<void> => {
      for (let at = from; at < to; at += 20) {
        await Promise.all(Array.from({ length: 20 }, (_, more) => send(odd(at + more))));
      }
    };
    await round(0, 20);
    const before = seriesIn(await scrape());
    await round(20, 10_020);
    const after = seriesIn(await scrape());
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    const requests = [...after].filter(([name]) => name.startsWith('verdict_http_requests_total'));
    expect(requests.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(10_000);
    expect([...after.keys()].filter((name) => name.includes('_OTHER'))).toHaveLength(1);
  }, 180_000);

  test('a client that leaves is counted, and is not in flight for ever', async () => {
    const before = seriesIn(await scrape());
    await new Promise<void>((resolve) => {
      const leaving = request(`${url}/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '100' },
      });
      leaving.on('error', () => resolve());
      leaving.write('{"text":');
      setTimeout(() => leaving.destroy(new Error('enough')), 50);
    });
    await expect
      .poll(async () => seriesIn(await scrape()).get('verdict_http_in_flight'))
      .toBe(before.get('verdict_http_in_flight'));
    const left = [...seriesIn(await scrape())].filter(
      ([name]) => name.includes('requests_total{route="/predict"') && !before.has(name),
    );
    expect(left).toHaveLength(1);
  });

  const promtool = process.env.PROMTOOL ?? 'promtool';
  const found = spawnSync(promtool, ['--version']).status === 0;
  test.skipIf(!found)('promtool has nothing to say about it', async () => {
    const checked = spawnSync(promtool, ['check', 'metrics'], { input: await scrape(), encoding: 'utf8' });
    expect(checked.stderr + checked.stdout).toBe('');
    expect(checked.status).toBe(0);
  });

  function send({ method, path, body }: { method: string; path: string; body?: string }): Promise<void> {
    return new Promise((resolve, reject) => {
      const { port } = app.server.address() as AddressInfo;
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      request({ port, host: '127.0.0.1', method, path, headers }, (reply) => {
        reply.resume().on('end', resolve);
      })
        .on('error', reject)
        .end(body);
    });
  }
});

describe.each(testStores().slice(0, 1))('a server with a record', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
  });
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('also tells of its jobs, and through the client', async () => {
    const by = { name: 'test', requestId: null };
    await enqueueJob(at.ledger, by, { kind: 'train', input: {} });
    const series = seriesIn(await at.client.about.metrics());
    expect(series.get('verdict_jobs{kind="train",state="queued"}')).toBe(1);
    expect(series.get('verdict_prediction_log_waiting')).toBe(0);
  });

  test('has a row in docs/monitoring.md for each of its metrics, with type and labels, and no other', async () => {
    await app.inject({ method: 'POST', url: '/predict', payload: { text: 'A warm film.' } });
    const [whole, without] = await Promise.all([at.metrics.snapshot(), metrics.snapshot()]);
    const page = readFileSync(new URL('../../../docs/monitoring.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z_]+)` \| (counter|gauge|histogram) \| ([^|]*)\|/gm)];
    const documented = rows.map(([, name, kind]) => `${name} ${kind}`);
    // This one writes no log.
    const given = [...whole, ...without.filter(({ name }) => name === 'verdict_log_lines_dropped_total')];
    expect(documented.sort()).toEqual(given.map(({ name, kind }) => `${name} ${kind}`).sort());
    const labels = new Map(rows.map(([, name, , cell]) => [name, cell.match(/\w+/g) ?? []]));
    for (const { name, samples } of [...whole, ...without]) {
      for (const { labels: found } of samples) {
        expect([name, Object.keys(found).filter((label) => label !== 'le')]).toEqual([
          name,
          labels.get(name),
        ]);
      }
    }
  });
});
