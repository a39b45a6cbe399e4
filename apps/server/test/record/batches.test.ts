import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Batch, BatchEnded } from '@verdict/api';
import { testStores } from '@verdict/db/testing';
import { createAccount, createApiKey } from '@verdict/ledger';
import { readConfig, startWorker } from '@verdict/server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { webhookHeaders } from '../../src/webhooks/sign-webhook.ts';
import { smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

const texts = ['A warm film, I liked it.', 'A dull plot, I left early.', '   ', 'é🎬 "quoted", and\nbroken'];

describe.each(testStores())('batches on $name', (store) => {
  let at: RecordApp;
  let worker: ReturnType<typeof startWorker>;
  const config = readConfig({}, { privateWebhooks: 'allow', maxTextLength: 1000 });
  beforeAll(async () => {
    at = await recordApp(store, { flags: { defaultModel: 'small', privateWebhooks: 'allow' } });
    await at.client.models.register('small', await smallModelFile(), {});
    await at.client.models.promote('small', { version: 1, force: true, reason: 'the first' });
    worker = startWorker({ ...at, config, workspace: at });
    at.onJob(worker.wake);
  }, 60_000);
  afterAll(async () => {
    await worker.stop();
    await at.close();
    await store.close();
  });

  const ended = async (id: string): Promise<Batch> => {
    let last: Batch | null = null;
    for await (const batch of at.client.batches.watch(id)) last = batch;
    return last as unknown as Batch;
  };
  const all = async (id: string) => {
    const rows = [];
    for await (const row of at.client.batches.results(id)) rows.push(row);
    return rows;
  };
  const post = (contentType: string, payload: string | Uint8Array, query = '') =>
    at.app.inject({
      method: 'POST',
      url: `/api/v1/batch/predict${query}`,
      headers: { 'content-type': contentType },
      payload: typeof payload === 'string' ? payload : Buffer.from(payload),
    });

  test('labels every text as a prediction does, and says which it could not', async () => {
    const submitted = await at.client.batches.submit({ texts, priority: 'high' });
    expect(submitted).toMatchObject({
      status: 'queued',
      priority: 'high',
      total_texts: 4,
      processed_texts: 0,
      progress_percentage: 0,
      model: { name: 'small', version: 1 },
    });
    expect(await ended(submitted.job_id)).toMatchObject({
      status: 'done',
      processed_texts: 4,
      failed_texts: 1,
      progress_percentage: 100,
      eta_ms: null,
    });
    const rows = await all(submitted.job_id);
    expect(rows.map(({ row, text }) => [row, text])).toEqual(texts.map((text, row) => [row, text]));
    expect(rows[2]).toMatchObject({ label: null, error: { code: 'TEXT_EMPTY' } });
    for (const row of [0, 1, 3]) {
      const { label, confidence, scores, unsure } = await at.client.predict({ text: texts[row] });
      expect(rows[row]).toMatchObject({ label, confidence, scores, unsure, error: null });
    }
  });

  test('results are paged, and downloaded as CSV and as JSON lines', async () => {
    const { job_id } = await at.client.batches.submit({ texts });
    await ended(job_id);
    const page = await at.client.batches.page(job_id, { page: 2, page_size: 3 });
    expect(page).toMatchObject({ total_results: 4, page: 2, page_size: 3, has_more: false });
    expect(page.summary).toEqual({
      labels: { negative: expect.any(Number), positive: expect.any(Number) },
      failed: 1,
      unsure: expect.any(Number),
    });
    expect(page.results.map(({ row }) => row)).toEqual([3]);
    expect((await at.client.batches.page(job_id, { page: 1, page_size: 3 })).has_more).toBe(true);
    expect((await at.client.batches.page(job_id, { page: 99 })).results).toEqual([]);

    const csv = await at.client.batches.download(job_id, 'csv');
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="batch-${job_id}.csv"`);
    const lines = await csv.text();
    expect(lines.split('\n')[0]).toBe('row,text,label,confidence,unsure,error');
    expect(lines).toContain('\n2,   ,,,,TEXT_EMPTY\n');
    expect(lines).toContain('\n3,"é🎬 ""quoted"", and\nbroken",');
    const jsonl = await (await at.client.batches.download(job_id, 'jsonl')).text();
    expect(
      jsonl
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(await all(job_id));
    const link = await at.app.inject(`/api/v1/batch/results/${job_id}?format=csv`);
    expect(link.body).toBe(lines);
  });

  test.each([
    ['text/csv', 'id,text\n1,"one, two"\n2,three\n'],
    ['text/csv; charset=utf-8', gzipSync('id,text\n1,"one, two"\n2,three\n')],
    ['text/tab-separated-values', 'id\ttext\n1\tone, two\n2\tthree\n'],
    ['application/x-ndjson', '{"text":"one, two"}\n{"text":"three"}\n'],
    ['application/x-ndjson', '"one, two"\n"three"\n'],
    ['application/json', ' \n["one, two", {"text": "three"}]'],
    ['application/json', '{"texts": ["one, two", {"text": "three"}]}'],
  ])('reads the rows of %s', async (type, body) => {
    const reply = await post(type, body, '?priority=low');
    expect(reply.statusCode, reply.body).toBe(202);
    const { job_id } = reply.json();
    expect(await ended(job_id)).toMatchObject({ status: 'done', total_texts: 2 });
    expect((await all(job_id)).map(({ text }) => text)).toEqual(['one, two', 'three']);
  });

  test('a column is found by its name', async () => {
    const reply = await post('text/csv', 'a,b\nleft,right\n', '?text=b');
    const { job_id } = reply.json();
    await ended(job_id);
    expect((await all(job_id)).map(({ text }) => text)).toEqual(['right']);
  });

  test.each([
    ['nothing', 'application/json', '', '', 400, 'BODY_MISSING'],
    ['white space', 'application/json', '   ', '', 400, 'BODY_NOT_JSON'],
    ['half of a JSON', 'application/json', '{"texts": ["a"', '', 400, 'BODY_NOT_JSON'],
    ['half of an array', 'application/json', '["a", "b"', '', 422, 'DATA_REFUSED'],
    ['an array of numbers', 'application/json', '[1, 2]', '', 422, 'DATA_REFUSED'],
    ['an empty array', 'application/json', '[]', '', 422, 'DATA_REFUSED'],
    ['no texts', 'application/json', '{"texts": []}', '', 422, 'REQUEST_INVALID'],
    ['a text that is a number', 'application/json', '{"texts": [1]}', '', 422, 'REQUEST_INVALID'],
    ['another field', 'application/json', '{"texts": ["a"], "x": 1}', '', 422, 'REQUEST_INVALID'],
    ['a string', 'application/json', '"a"', '', 422, 'REQUEST_INVALID'],
    ['null', 'application/json', 'null', '', 422, 'REQUEST_INVALID'],
    ['a key that is never accepted', 'application/json', '{"__proto__": 1}', '', 400, 'BODY_NOT_JSON'],
    ['an unknown priority', 'text/csv', 'text\na\n', '?priority=now', 422, 'REQUEST_INVALID'],
    ['another media type', 'text/plain', 'a', '', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['an empty file', 'text/csv', '', '', 422, 'DATA_REFUSED'],
    ['a file without rows', 'text/csv', 'text\n', '', 422, 'DATA_REFUSED'],
    ['a file without the column', 'text/csv', 'text\na\n', '?text=b', 422, 'DATA_REFUSED'],
    ['an unknown model', 'text/csv', 'text\na\n', '?model=nobody', 404, 'MODEL_UNKNOWN'],
    ['an unknown version', 'text/csv', 'text\na\n', '?model=small@99', 404, 'MODEL_VERSION_UNKNOWN'],
    ['a path as a model', 'text/csv', 'text\na\n', '?model=../etc/passwd', 422, 'NAME_INVALID'],
    ['a webhook that is a file', 'text/csv', 'text\na\n', '?webhook_url=file:///etc', 422, 'WEBHOOK_REFUSED'],
  ])('refuses %s', async (_, type, body, query, status, code) => {
    const reply = await post(type, body, query);
    expect([reply.statusCode, reply.json().code], reply.body).toEqual([status, code]);
    expect(reply.body).not.toContain(at.tempFolder);
  });

  test('says of a column and of a media type what would be taken, in words of HTTP', async () => {
    const column = await post('text/csv', 'text\na\n', '?text=b');
    expect(column.json().detail).toBe(
      'The body has no column "b"; name the text column in “text”, or with --text, out of "text".',
    );
    const type = await post('text/plain', 'a');
    expect(type.json().detail).toMatch(
      /^The texts come as application\/json, text\/csv, .*; send them as one/,
    );
  });

  test('refuses a JSON object over the limit of a body, and takes an array of that size', async () => {
    const long = Array.from(
      { length: 30_000 },
      () => 'A warm film, I liked it, and would see it again and again.',
    );
    const whole = JSON.stringify({ texts: [...long, ...long] });
    expect(whole.length).toBeGreaterThan(2 ** 21);
    expect((await post('application/json', whole)).json().code).toBe('BODY_TOO_LARGE');
    const reply = await post('application/json', JSON.stringify([...long, ...long]));
    expect(reply.json()).toMatchObject({ total_texts: 60_000 });
    const { job_id } = reply.json();
    expect(await ended(job_id)).toMatchObject({ status: 'done', processed_texts: 60_000, failed_texts: 0 });
    const rows = await all(job_id);
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 60_000 }, (_, row) => row));
  }, 120_000);

  test('a text over the limit and half of a surrogate pair are rows like others', async () => {
    const { job_id } = await at.client.batches.submit({ texts: ['x'.repeat(1001), 'warm \ud83c', 'film'] });
    expect(await ended(job_id)).toMatchObject({ status: 'done', failed_texts: 1 });
    const rows = await all(job_id);
    expect(rows[0].error?.code).toBe('TEXT_OVER_LIMIT');
    expect(rows[1].text).toBe('warm \ufffd');
  });

  test('the same key is the same batch', async () => {
    const key = { idempotencyKey: 'once' };
    const first = await at.client.batches.submit({ texts }, key);
    const again = await at.client.batches.submit({ texts }, key);
    expect(again.job_id).toBe(first.job_id);
    await expect(at.client.batches.submit({ texts: ['other'] }, key)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_USED',
    });
  });

  test('is cancelled, and then over', async () => {
    await worker.stop();
    const { job_id } = await at.client.batches.submit({ texts });
    expect(await at.client.batches.cancel(job_id)).toMatchObject({ status: 'cancelled' });
    expect((await at.client.batches.cancel(job_id)).status).toBe('cancelled');
    expect((await at.client.batches.page(job_id)).results).toEqual([]);
    worker = startWorker({ ...at, config, workspace: at });
    at.onJob(worker.wake);
    const done = await at.client.batches.submit({ texts });
    await ended(done.job_id);
    await expect(at.client.batches.cancel(done.job_id)).rejects.toMatchObject({ code: 'JOB_FINISHED' });
    await expect(at.client.batches.cancel('nothing')).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
  });

  test('is refused where a thousand wait already', async () => {
    await worker.stop();
    const rows = Array.from({ length: 1000 }, (_, at) => ({
      id: `waiting-${at}`,
      kind: 'batch',
      input: '{}',
      state: 'queued' as const,
      max_attempts: 1,
      due_ms: 4_000_000_000_000,
      created_ms: 0,
      created_by: 'somebody',
    }));
    await at.ledger.sql.insertInto('job').values(rows).execute();
    await expect(at.client.batches.submit({ texts })).rejects.toMatchObject({ code: 'ENGINE_BUSY' });
    await at.ledger.sql.deleteFrom('job').where('created_by', '=', 'somebody').execute();
    worker = startWorker({ ...at, config, workspace: at });
    at.onJob(worker.wake);
  });

  test('its end is told to a webhook, signed, again until it is heard', async () => {
    const heard: { headers: IncomingHttpHeaders; body: string }[] = [];
    const receiver = createServer((request, reply) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        heard.push({ headers: request.headers, body });
        const answers = [500, 302, 200];
        reply.writeHead(answers[heard.length - 1] ?? 200, { location: '/elsewhere' }).end('no more');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void receiver.close());
    const { port } = receiver.address() as AddressInfo;
    const webhook = {
      url: `http://localhost:${port}/hook`,
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    };
    const { job_id } = await at.client.batches.submit({ texts, webhook });
    await expect.poll(() => heard.length, { timeout: 60_000, interval: 100 }).toBe(3);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const { headers, body } of heard) {
      const signed = {
        id: String(headers['webhook-id']),
        timestampSeconds: Number(headers['webhook-timestamp']),
        body,
      };
      expect(headers).toMatchObject(webhookHeaders(signed, webhook.secret));
    }
    const told: BatchEnded = JSON.parse(heard[2].body);
    expect(told).toMatchObject({ type: 'batch.done', data: { job_id, status: 'done', processed_texts: 4 } });
    expect(JSON.stringify(await at.client.jobs.list())).not.toContain('MfKQ9r8G');
  }, 90_000);

  test('server-sent events end with the batch', async () => {
    const { job_id } = await at.client.batches.submit({ texts });
    const reply = await at.app.inject(`/api/v1/batch/events/${job_id}`);
    expect(reply.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const events = reply.body.split('\n\n').filter((event) => event.startsWith('event: batch\ndata: '));
    const last = JSON.parse(events[events.length - 1].split('data: ')[1]);
    expect(last).toMatchObject({ job_id, status: 'done', progress_percentage: 100 });
    // Nobody would listen, and the batch be followed all the same.
    const head = await at.app.inject({ method: 'HEAD', url: `/api/v1/batch/events/${job_id}` });
    expect(head.statusCode).toBe(405);
  });
});

describe('whose batch it is', () => {
  const [store] = testStores();
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store, { flags: { defaultModel: 'small', signIn: 'always' } });
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('a key that predicts sees its own, one that reads sees all, and webhooks lead to no private address', async () => {
    const by = { name: 'test', requestId: null };
    await createAccount(at.ledger, by, {
      name: 'ada',
      role: 'admin',
      password: 'correct horse battery staple',
    });
    const keyWith = async (name: string, scopes: ('predict' | 'read' | 'write' | 'promote' | 'admin')[]) => {
      const { secret } = await createApiKey(at.ledger, by, { account: 'ada', name, scopes, expiresMs: null });
      return at.as(`Bearer ${secret}`);
    };
    const admin = await keyWith('all', ['predict', 'read', 'write', 'promote', 'admin']);
    await admin.models.register('small', await smallModelFile(), {});
    await admin.models.promote('small', { version: 1, force: true, reason: 'the first' });
    const one = await keyWith('one', ['predict']);
    const other = await keyWith('other', ['predict']);
    const reader = await keyWith('reader', ['read']);
    const { job_id } = await one.batches.submit({ texts: ['mine'] });

    expect((await one.batches.list()).batches).toHaveLength(1);
    expect((await one.batches.get(job_id)).job_id).toBe(job_id);
    expect((await other.batches.list()).batches).toEqual([]);
    for (const ask of [other.batches.get, other.batches.page, other.batches.cancel]) {
      await expect(ask(job_id)).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
    }
    await expect(other.batches.watch(job_id).next()).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
    expect((await reader.batches.list()).batches).toHaveLength(1);
    await expect(reader.batches.cancel(job_id)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });

    for (const url of [
      'http://127.0.0.1/',
      'http://localhost:8000/',
      'http://2130706433/',
      'http://[::1]/',
      'http://[::ffff:10.0.0.1]/',
      'http://169.254.169.254/latest/meta-data',
      'https://user:secret@example.org/',
      'ftp://example.org/',
      'nonsense',
    ]) {
      await expect(one.batches.submit({ texts: ['a'], webhook: { url } })).rejects.toMatchObject({
        code: 'WEBHOOK_REFUSED',
      });
    }
  });
});
