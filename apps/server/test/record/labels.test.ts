import { testStores } from '@verdict/db/testing';
import { createAccount, createApiKey, enqueueJob, type Permission } from '@verdict/ledger';
import { readConfig, startWorker } from '@verdict/server';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { planRetrain } from '../../src/plan-retrain.ts';
import { retrainJob } from '../../src/worker/retrain-job.ts';
import { reviewsCsv } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

const model = 'films';
const by = { name: 'test', requestId: null };

describe.each(testStores())('labels, and what is learned from them, on $name', (store) => {
  let at: RecordApp;
  let worker: ReturnType<typeof startWorker>;
  let rows = 0;
  beforeAll(async () => {
    at = await recordApp(store, { flags: { defaultModel: model } });
    worker = startWorker({ ...at, config: readConfig(), workspace: at });
    at.onJob(worker.wake);
    const added = await at.client.datasets.add('reviews', reviewsCsv(120), { filename: 'reviews.csv' });
    ({ rows } = added.version);
    const { id } = await at.client.jobs.submit({
      kind: 'train',
      input: { data: 'reviews', model, recipe: 'logreg', seed: 7 },
    });
    await ended(id);
    await at.client.models.promote(model, { version: 1, force: true, reason: 'a test' });
  }, 120_000);
  beforeEach(async () => {
    await at.predictionLog?.flush(5000);
    await sql`truncate prediction, feedback, label_task`.execute(at.ledger.sql);
  });
  afterAll(async () => {
    await worker?.stop();
    await at?.close();
    await store.close();
  });

  const ended = async (id: string) => {
    const isOver = async () => expect(['done', 'failed']).toContain((await at.client.jobs.get(id)).state);
    await vi.waitFor(isOver, { timeout: 60_000, interval: 50 });
    return at.client.jobs.get(id);
  };
  const said = async (text: string) => {
    const prediction = await at.client.predict({ text });
    await at.predictionLog?.flush(5000);
    return prediction;
  };
  const other = (label: string) => (label === 'positive' ? 'negative' : 'positive');

  test('a correction comes to the queue first, and its label makes a data version, a candidate and a judgement', async () => {
    const plain = await said('A film that I forgot while I saw it.');
    const wrong = await said('Wonderful, if one likes to sleep.');
    await at.client.predictions.giveFeedback(wrong.id, { label: other(wrong.label), comment: 'Ironic.' });
    const { items, state } = await at.client.labels.claim(model);
    expect(items.map(({ id, why }) => [id, why])).toEqual([
      [wrong.id, 'disputed'],
      [plain.id, 'unsure'],
    ]);
    expect(items[0].feedback).toMatchObject({ label: other(wrong.label), comment: 'Ironic.' });
    expect(state).toMatchObject({ labelled: 0, data: { dataset: 'reviews', number: 1 } });
    expect(state.classes.toSorted()).toEqual(['negative', 'positive']);
    await expect(at.client.labels.retrain(model, { from_feedback: true })).rejects.toMatchObject({
      code: 'RETRAIN_NEEDS_LABELS',
      status: 422,
    });

    await at.client.labels.give(model, wrong.id, { label: other(wrong.label) });
    expect(await at.client.labels.state(model)).toMatchObject({ labelled: 1, changed: 1, said: 0 });
    const job = await ended((await at.client.labels.retrain(model, { from_feedback: true })).id);
    expect(job).toMatchObject({
      kind: 'retrain',
      state: 'done',
      error: null,
      result: { data: 'reviews@2', labels: 1, added: 1, relabelled: 0, model, version: 2, promoted: false },
    });
    expect(job.result).toMatchObject({ judgement: expect.any(Number) });
    const version = await at.client.datasets.version('reviews', 2);
    expect(version).toMatchObject({ rows: rows + 1, message: expect.stringContaining('reviews@1') });
    expect(version.sources.at(-1)).toMatchObject({ name: 'feedback', rows: 1 });
    const chain = await at.client.models.chain(model, 2);
    expect(chain).toMatchObject({ data: { dataset: 'reviews', number: 2 } });
    expect(chain.version.facts?.recipe).toEqual((await at.client.models.version(model, 1)).facts?.recipe);

    const again = await ended(
      (await at.client.labels.retrain(model, { from_feedback: true, dataset: 'reviews' })).id,
    );
    expect(again).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: { message: expect.stringContaining('nothing new') },
    });
  }, 120_000);

  test('a text that is in the data under another label is relabelled there', async () => {
    const { body } = await at.client.datasets.rows('reviews', 1);
    const first = await new Response(body!.pipeThrough(new DecompressionStream('gzip'))).text();
    const row = JSON.parse(first.split('\n')[0]) as { text: string; label: string };
    const { id } = await said(row.text);
    await at.client.labels.give(model, id, { label: other(row.label) });
    const job = await ended(
      (await at.client.labels.retrain(model, { from_feedback: true, dataset: 'reviews@1' })).id,
    );
    expect(job).toMatchObject({ state: 'done', result: { added: 0 } });
    const { data, relabelled } = job.result as { data: string; relabelled: number };
    const diff = await at.client.datasets.diff('reviews', { from: 1, to: Number(data.split('@')[1]) });
    expect(diff.relabelled).toBeGreaterThan(0);
    expect(relabelled).toBeGreaterThan(0);
    expect((await at.client.datasets.version('reviews', Number(data.split('@')[1]))).rows).toBe(rows);
  }, 120_000);

  test('a job that is taken up again goes on with the version that it froze, whatever was labelled since', async () => {
    const { id, label } = await said('A text that is labelled twice.');
    await at.client.labels.give(model, id, { label });
    const input = await planRetrain(at.ledger, by, model, { from_feedback: true, dataset: 'reviews@1' });
    // Of a kind that no worker takes.
    const { job } = await enqueueJob(at.ledger, by, { kind: 'held', input });
    const learn = retrainJob({ ...at, clientFor: () => at.client });
    const attempt = (number: number, signal: AbortSignal, progress: (stage: string) => void = () => {}) =>
      learn(input, {
        jobId: job.id,
        attempt: number,
        createdBy: by.name,
        requestId: null,
        signal,
        progress,
        atEnd: () => {},
        whileHeld: (work) => at.ledger.transaction(work),
      });
    const died = new AbortController();
    const frozen = ['gather', 'freeze'];
    await expect(
      attempt(1, died.signal, (stage) => frozen.includes(stage) || died.abort()),
    ).rejects.toThrow();
    const { versions } = await at.client.datasets.get('reviews');
    await at.client.labels.give(model, id, { label: other(label) });
    const result = await attempt(2, new AbortController().signal);
    expect(result).toMatchObject({ data: `reviews@${versions}`, labels: 1, added: 1, relabelled: 0 });
    expect((await at.client.datasets.get('reviews')).versions).toBe(versions);
  }, 120_000);

  test('a text with an address in it is frozen without it, and once, however often one retrains', async () => {
    const { id, label } = await said('Write to somebody@films.example if you liked it.');
    await at.client.labels.give(model, id, { label });
    const retrained = async (dataset: string) =>
      ended((await at.client.labels.retrain(model, { from_feedback: true, redact: true, dataset })).id);
    const { result } = await retrained('reviews@1');
    const { data } = result as { data: string };
    expect(await retrained(data)).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('nothing new') },
    });
    await at.client.labels.give(model, id, { label: other(label) });
    expect(await retrained(data)).toMatchObject({ state: 'done', result: { added: 0, relabelled: 1 } });
  }, 120_000);

  test('a text that cannot be seen holds no training up', async () => {
    const [unseen, seen] = [await said('\u200b'), await said('One that can be seen.')];
    for (const { id, label } of [unseen, seen]) await at.client.labels.give(model, id, { label });
    const job = await ended(
      (await at.client.labels.retrain(model, { from_feedback: true, dataset: 'reviews@1' })).id,
    );
    expect(job).toMatchObject({ state: 'done', result: { labels: 1, added: 1 } });
  }, 120_000);

  test('rows of other classes are refused before anything is frozen', async () => {
    const { id, label } = await said('Somebody means other rows.');
    await at.client.labels.give(model, id, { label });
    const rows = new TextEncoder().encode('text,label\nit rains,wet\nthe sun shines,dry\n');
    await at.client.datasets.add('weather', rows, { filename: 'weather.csv' });
    await expect(
      at.client.labels.retrain(model, { from_feedback: true, dataset: 'weather' }),
    ).rejects.toMatchObject({ code: 'RETRAIN_NEEDS_ROWS', message: expect.stringContaining('weather@1') });
  });

  test('what nobody looked at is learned from only if that is asked for', async () => {
    const { id, label } = await said('Somebody said so, and nobody looked.');
    await at.client.predictions.giveFeedback(id, { label: other(label) });
    await expect(at.client.labels.retrain(model, { from_feedback: true })).rejects.toMatchObject({
      code: 'RETRAIN_NEEDS_LABELS',
    });
    const job = await ended(
      (await at.client.labels.retrain(model, { from_feedback: true, labels: 'all', redact: true })).id,
    );
    expect(job).toMatchObject({ state: 'done', result: { labels: 1, added: 1 } });
  }, 120_000);

  test.each([
    [{}, 'REQUEST_INVALID'],
    [{ from_feedback: false }, 'REQUEST_INVALID'],
    [{ from_feedback: true, dataset: 'none' }, 'DATASET_UNKNOWN'],
    [{ from_feedback: true, dataset: 'reviews@99' }, 'DATASET_VERSION_UNKNOWN'],
    [{ from_feedback: true, dataset: '../../etc' }, 'NAME_INVALID'],
  ])('%j is refused: %s', async (request, code) => {
    await expect(at.client.labels.retrain(model, request as never)).rejects.toMatchObject({ code });
  });

  test.each([
    ['GET', '/api/v1/models/none/labels', 404],
    ['POST', '/api/v1/models/none/labels/claim', 404],
    ['PUT', '/api/v1/models/films/labels/a%00b', 404],
    ['POST', '/api/v1/models/films/labels/..%2f/skip', 404],
    ['DELETE', '/api/v1/models/films/labels/1', 404],
    ['GET', '/api/v1/console/live?model=none', 404],
    ['GET', '/api/v1/console/live?model=a%00b', 404],
    ['GET', '/api/v1/console/live?window=1y', 422],
  ] as const)('%s %s is %d', async (method, url, status) => {
    const payload = method === 'PUT' ? { label: 'positive' } : {};
    const reply = await at.app.inject({
      method,
      url,
      ...(method !== 'GET' && method !== 'DELETE' && { payload }),
    });
    expect([reply.statusCode, reply.json().code]).toEqual([status, expect.any(String)]);
  });

  test('what is answered now is told with its labels and its model', async () => {
    const { label } = await said('A warm film.');
    const live = await at.client.console.live({ window: '1h' });
    expect(live).toMatchObject({ model, models: [model], champion: 1, answers: 1, labels: [label] });
  });

  test('a key that may only predict erases what its account asked for, and nothing else', async () => {
    const key = async (account: string, name: string, scopes: Permission[]) => {
      const { secret } = await createApiKey(at.ledger, by, { account, name, scopes, expiresMs: null });
      return at.as(`Bearer ${secret}`);
    };
    for (const name of ['site', 'stranger']) await createAccount(at.ledger, by, { name, role: 'viewer' });
    const site = await key('site', 'old', ['predict']);
    const renewed = await key('site', 'new', ['predict']);
    const stranger = await key('stranger', 'front', ['predict']);
    const reader = await key('site', 'read', ['read']);
    const { id } = await site.predict({ text: 'Forget what I wrote.' });
    const denied = { code: 'PERMISSION_DENIED', status: 403 };
    await expect(stranger.predictions.remove(id)).rejects.toMatchObject(denied);
    await expect(reader.predictions.remove(id)).rejects.toMatchObject(denied);
    expect((await at.client.predictions.get(id)).text).toBe('Forget what I wrote.');
    await renewed.predictions.remove(id);
    await expect(at.client.predictions.get(id)).rejects.toMatchObject({ code: 'PREDICTION_UNKNOWN' });
    await expect(site.predictions.remove(id)).rejects.toMatchObject({ code: 'PREDICTION_UNKNOWN' });
  });
});
