import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallServedModel } from './small-models.ts';
import { testApp } from './test-app.ts';

const models = [await smallServedModel(), await smallServedModel('other', 7, 'naive-bayes')];
const app = await testApp({ models });
beforeAll(() => app.ready());
afterAll(() => app.close());

const texts = ['A warm film, I liked it.', 'A dull film, I left early.'];
const invoke = (payload: object | string, type = 'application/json', query = '') =>
  app.inject({ method: 'POST', url: `/invocations${query}`, headers: { 'content-type': type }, payload });

describe('MLflow’s scoring', () => {
  test('answers as predict does', async () => {
    const predicted = await app.inject({ method: 'POST', url: '/predict', payload: { texts } });
    const withoutId = ({ id: _, ...rest }: { id: string }) => rest;
    const reply = await invoke({ dataframe_split: { columns: ['text'], data: texts.map((text) => [text]) } });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({ 'x-model-name': 'sentiment-en', 'x-model-version': '1' });
    expect(reply.json().predictions.map(withoutId)).toEqual(predicted.json().predictions.map(withoutId));
  });

  test('reads CSV', async () => {
    const reply = await invoke(`text\n"${texts[0]}"\n"${texts[1]}"\n`, 'text/csv; charset=utf-8');
    const labels = reply.json().predictions.map(({ label }: { label: string }) => label);
    expect(labels).toEqual(['positive', 'negative']);
  });

  test('asks the model of the query', async () => {
    const reply = await invoke({ inputs: texts[0] }, 'application/json', '?model=other@7');
    expect(reply.json().predictions[0].model).toEqual({ name: 'other', version: 7, run_id: null });
  });

  test.each([
    ['no body', 400, 'BAD_REQUEST', undefined, 'application/json', '', /no body/],
    ['broken JSON', 400, 'BAD_REQUEST', '{', 'application/json', '', /not JSON/],
    ['a list', 400, 'BAD_REQUEST', [], 'application/json', '', /exactly one of the fields/],
    ['an empty text', 400, 'BAD_REQUEST', { inputs: [''] }, 'application/json', '', /index 0 is empty/],
    ['Parquet', 415, 'BAD_REQUEST', 'PAR1', 'application/vnd.apache.parquet', '', /text\/csv/],
    ['an unknown query', 400, 'BAD_REQUEST', { inputs: ['a'] }, 'application/json', '?modle=x', /"modle"/],
    ['1,001 rows', 413, 'BAD_REQUEST', `text\n${'a\n'.repeat(5000)}`, 'text/csv', '', /1001 texts/],
    [
      'an unknown model',
      404,
      'RESOURCE_DOES_NOT_EXIST',
      { inputs: ['a'] },
      'application/json',
      '?model=nobody',
      /no model/,
    ],
  ] as const)('refuses %s as MLflow does', async (_, status, code, payload, type, query, says) => {
    const reply = await invoke(payload as string, type, query);
    expect([reply.statusCode, reply.json()]).toEqual([
      status,
      { error_code: code, message: expect.stringMatching(says) },
    ]);
  });

  test('refuses a wrong method as MLflow does', async () => {
    const reply = await app.inject('/invocations');
    expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'POST']);
    expect(reply.json()).toEqual({ error_code: 'BAD_REQUEST', message: expect.any(String) });
  });

  test('answers its probes', async () => {
    const ping = await app.inject('/ping');
    expect([ping.statusCode, ping.body]).toEqual([200, '\n']);
    const health = await app.inject('/health');
    expect([health.statusCode, health.body]).toEqual([200, 'OK']);
    expect((await app.inject('/version')).body).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('is up and not ready without models', async () => {
    const empty = await testApp({ models: [] });
    const ping = await empty.inject('/ping');
    expect([ping.statusCode, ping.json().error_code]).toEqual([503, 'TEMPORARILY_UNAVAILABLE']);
    expect((await empty.inject('/health')).statusCode).toBe(200);
  });
});
