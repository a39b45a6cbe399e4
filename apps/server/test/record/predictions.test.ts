import { testStores } from '@verdict/db/testing';
import { createAccount, createApiKey, listEvents } from '@verdict/ledger';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

const model = 'films';
const text = 'A warm film, I liked it.';

async function serveFilms({ client }: RecordApp): Promise<void> {
  await client.models.register(model, await smallModelFile());
  await client.models.promote(model, { version: 1, force: true, reason: 'a test' });
}

describe.each(testStores())('predictions and what is said of them, on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store, { flags: { defaultModel: model } });
    await serveFilms(at);
  }, 60_000);
  beforeEach(async () => {
    await at.predictionLog?.flush(5000);
    await sql`truncate prediction, feedback`.execute(at.ledger.sql);
  });
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('what was just answered can be looked at at once, as it was answered', async () => {
    const answer = await at.client.predict({ text });
    const { id, label, confidence, scores, unsure } = answer;
    const shown = await at.client.predictions.get(id);
    expect(shown).toEqual({
      id,
      at_ms: expect.any(Number),
      model,
      version: 1,
      part: 'champion',
      surface: 'predict',
      label,
      confidence,
      scores,
      unsure,
      text,
      text_sha256: null,
      characters: text.length,
      took_us: expect.any(Number),
      actor: expect.stringMatching(/^local:/),
      request_id: expect.any(String),
      feedback: [],
    });
    expect(Math.abs(shown.at_ms - Date.now())).toBeLessThan(60_000);
  });

  test('every text of a request is a row, with the request’s id', async () => {
    const texts = Array.from({ length: 1000 }, (_, n) => `${text} ${n}`);
    const reply = await at.app.inject({
      method: 'POST',
      url: '/predict',
      headers: { 'x-request-id': 'the-thousand' },
      payload: { texts, model: 'films@1' },
    });
    expect(reply.statusCode).toBe(200);
    await at.predictionLog?.flush(5000);
    const { predictions } = await at.client.predictions.list({ limit: 1000, model, version: 1 });
    expect(predictions.map((row) => row.text).sort()).toEqual([...texts].sort());
    expect(new Set(predictions.map(({ part, request_id }) => `${part} ${request_id}`))).toEqual(
      new Set(['asked the-thousand']),
    );
    expect(predictions.map(({ id }) => id)).toEqual(
      predictions
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  test('what a model refused to answer is not in the log', async () => {
    await expect(at.client.predict({ text: ' ' })).rejects.toMatchObject({ code: 'TEXT_EMPTY' });
    await expect(at.client.predict({ text, model: 'none' })).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
    });
    await at.predictionLog?.flush(5000);
    expect((await at.client.predictions.list()).predictions).toEqual([]);
  });

  test('feedback is 201, and 200 when it is said again', async () => {
    const { id } = await at.client.predict({ text });
    const say = (payload: object) =>
      at.app.inject({ method: 'POST', url: `/api/v1/predictions/${id}/feedback`, payload });
    const first = await say({ label: 'negative', comment: 'Ironic.' });
    const again = await say({ label: 'negative', comment: 'Ironic.' });
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.json()).toEqual(first.json());
    expect(first.json()).toMatchObject({ prediction_id: id, label: 'negative', comment: 'Ironic.' });
    expect((await at.client.predictions.get(id)).feedback).toEqual([first.json()]);
    expect((await at.client.predictions.list()).predictions).toMatchObject([
      { id, feedback_label: 'negative' },
    ]);
  });

  test('feedback on what another process answered, and has not written yet, is taken', async () => {
    const { id } = await at.client.predict({ text });
    await at.predictionLog?.flush(5000);
    const { rows } = await sql`select * from prediction`.execute(at.ledger.sql);
    await sql`delete from prediction`.execute(at.ledger.sql);
    await at.client.predictions.giveFeedback(id, { label: 'positive' });
    expect((await at.client.predictions.accuracy(model)).versions).toEqual([]);
    await sql`insert into prediction select * from jsonb_populate_recordset(null::prediction,
      ${JSON.stringify(rows)}::jsonb)`.execute(at.ledger.sql);
    expect((await at.client.predictions.accuracy(model)).versions).toMatchObject([
      { version: 1, labelled: 1 },
    ]);
  });

  test('accuracy is told by version with its interval', async () => {
    const { predictions } = await at.client.predict({ texts: [text, text, text, text] });
    for (const [n, { id, label }] of predictions.entries()) {
      const other = label === 'positive' ? 'negative' : 'positive';
      await at.client.predictions.giveFeedback(id, { label: n === 0 ? other : label });
    }
    const { versions } = await at.client.predictions.accuracy(model);
    expect(versions).toEqual([
      {
        version: 1,
        labelled: 4,
        correct: 3,
        accuracy: 0.75,
        low: expect.closeTo(0.3006, 3),
        high: expect.closeTo(0.9544, 3),
      },
    ]);
    expect((await at.client.predictions.accuracy(model, { to_ms: 1 })).versions).toEqual([]);
    await expect(at.client.predictions.accuracy('none')).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
  });

  test('a prediction is deleted for good, even one that is on its way to the log', async () => {
    const { id } = await at.client.predict({ text: 'Ada Lovelace liked this warm film.' });
    await at.client.predictions.remove(id);
    await at.predictionLog?.flush(5000);
    await expect(at.client.predictions.get(id)).rejects.toMatchObject({
      code: 'PREDICTION_UNKNOWN',
      status: 404,
    });
    await expect(at.client.predictions.remove(id)).rejects.toMatchObject({ code: 'PREDICTION_UNKNOWN' });
    const { items } = await listEvents(at.ledger, {
      action: 'prediction.deleted',
      subjectKind: 'prediction',
    });
    expect(items[0]).toMatchObject({ subject: id });
  });

  test.each([
    ['GET', '/api/v1/predictions/a%00b', {}, 404, 'PREDICTION_UNKNOWN'],
    ['GET', '/api/v1/predictions/..%2f..%2fetc', {}, 404, 'PREDICTION_UNKNOWN'],
    ['DELETE', '/api/v1/predictions/1', {}, 404, 'PREDICTION_UNKNOWN'],
    ['GET', '/api/v1/predictions?version=1', {}, 422, 'VALUE_INVALID'],
    ['GET', '/api/v1/predictions?model=a%00b', {}, 422, 'VALUE_INVALID'],
    ['GET', '/api/v1/predictions?unsure=perhaps', {}, 422, 'REQUEST_INVALID'],
    ['GET', '/api/v1/predictions?from_ms=1e400', {}, 422, 'REQUEST_INVALID'],
    ['GET', '/api/v1/predictions?from_ms=9007199254740991', {}, 200, undefined],
    ['GET', '/api/v1/predictions?limit=1001', {}, 422, 'REQUEST_INVALID'],
    ['GET', '/api/v1/predictions?page_token=abc', {}, 422, 'PAGE_TOKEN_INVALID'],
    ['POST', '/api/v1/predictions/x/feedback', { label: 'positive' }, 404, 'PREDICTION_UNKNOWN'],
    ['POST', '/api/v1/predictions/x/feedback', {}, 422, 'REQUEST_INVALID'],
    ['POST', '/api/v1/predictions/x/feedback', { label: 1 }, 422, 'REQUEST_INVALID'],
    ['POST', '/api/v1/predictions/x/feedback', { label: 'a', more: 1 }, 422, 'REQUEST_INVALID'],
    [
      'POST',
      '/api/v1/predictions/01890a5d-ac96-774b-bcce-b302099a8057/feedback',
      { label: 'a' },
      404,
      'PREDICTION_UNKNOWN',
    ],
  ] as const)('%s %s %j is %d %s', async (method, url, payload, status, code) => {
    const reply = await at.app.inject({ method, url, ...(method === 'POST' && { payload }) });
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });

  test('a label that the model does not have is refused with those that it has', async () => {
    const { id } = await at.client.predict({ text });
    await expect(at.client.predictions.giveFeedback(id, { label: 'great' })).rejects.toMatchObject({
      code: 'LABEL_UNKNOWN',
      status: 422,
      message: expect.stringContaining('"negative", "positive"'),
    });
  });

  test('feedback is said by whoever holds the key', async () => {
    const by = { name: 'test', requestId: null };
    const account = 'site';
    await createAccount(at.ledger, by, { name: account, role: 'viewer' });
    const key = { account, name: 'front', scopes: ['predict' as const], expiresMs: null };
    const { secret } = await createApiKey(at.ledger, by, key);
    const site = at.as(`Bearer ${secret}`);
    const { id } = await site.predict({ text });
    const given = await site.predictions.giveFeedback(id, { label: 'negative' });
    expect(given.actor).toBe(`${account}/key:front`);
    await expect(site.predictions.get(id)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

describe.each(testStores().slice(0, 1))('how much the log keeps', (store) => {
  let at: RecordApp | undefined;
  afterEach(() => at?.close());
  afterAll(() => store.close());

  test.each([
    ['hashed', { text: null, text_sha256: expect.stringMatching(/^[0-9a-f]{64}$/), characters: text.length }],
    ['without-text', { text: null, text_sha256: null, characters: text.length }],
  ])('%s: no row has the text', async (predictionLog, kept) => {
    at = await recordApp(store, { flags: { defaultModel: model, predictionLog } });
    await serveFilms(at);
    const { id } = await at.client.predict({ text });
    expect(await at.client.predictions.get(id)).toMatchObject(kept);
    const { rows } = await sql`select prediction::text as row from prediction`.execute(at.ledger.sql);
    expect(JSON.stringify(rows)).not.toContain('warm');
  });

  test('off: nothing, and feedback says that there is nothing', async () => {
    at = await recordApp(store, { flags: { defaultModel: model, predictionLog: 'off' } });
    await serveFilms(at);
    const { id } = await at.client.predict({ text });
    expect(at.predictionLog).toBeNull();
    await expect(at.client.predictions.giveFeedback(id, { label: 'negative' })).rejects.toMatchObject({
      code: 'PREDICTION_UNKNOWN',
    });
  });

  test('what waits when the server stops is written first', async () => {
    const own = await recordApp(store, { flags: { defaultModel: model } });
    at = undefined;
    await serveFilms(own);
    await own.client.predict({ texts: Array.from({ length: 700 }, () => text) });
    await own.app.close();
    const { n } = await own.ledger.sql
      .selectFrom('prediction')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect([Number(n), own.predictionLog?.dropped()]).toEqual([700, 0]);
    await own.close();
  });
});
