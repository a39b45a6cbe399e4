import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

describe.each(testStores())('versions that are not in service on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
    for (const recipe of ['nb-logreg', 'naive-bayes', 'logreg', 'random-forest']) {
      await at.client.models.register('reviews', await smallModelFile(recipe));
    }
    await at.client.models.promote('reviews', { version: 1, force: true, reason: 'a test' });
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  const post = (url: string, model: string) =>
    at.app.inject({ method: 'POST', url, payload: { text: 'A warm film, I liked it.', model } });

  test('answer by their number, and the one in service goes on answering by the name', async () => {
    for (const [model, version] of [
      ['reviews@2', 2],
      ['reviews', 1],
      ['reviews@2', 2],
      ['reviews@champion', 1],
    ] as const) {
      const reply = await post('/api/v1/predict', model);
      expect(reply.statusCode, reply.body).toBe(200);
      expect(reply.json().model).toMatchObject({ name: 'reviews', version });
    }
    expect(at.shelf.all().map(({ version }) => version)).toEqual([1]);
  });

  test('answer every route that is asked about a model', async () => {
    expect((await post('/api/v1/explain', 'reviews@3')).json().model.version).toBe(3);
    const info = await at.app.inject({ url: '/api/v1/model-info?model=reviews@4' });
    expect(info.json()).toMatchObject({ version: 4, explainable: false });
    const refused = await post('/api/v1/explain', 'reviews@4');
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'NOT_EXPLAINABLE']);
  });

  test.each([
    'reviews@99',
    'nothing@1',
    'reviews@0',
    'reviews@challenger',
    'reviews@2@2',
    '../reviews@2',
    '@1',
  ])('are refused as what is not there: %s', async (model) => {
    const reply = await post('/api/v1/predict', model);
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'MODEL_NOT_FOUND']);
  });

  test('are there at once for a rollback, and so is what was rolled back from', async () => {
    await at.client.models.promote('reviews', { version: 3, force: true, reason: 'a test' });
    const before = at.shelf.find('reviews').line;
    await at.client.models.promote('reviews', { version: 1, force: true, reason: 'a test' });
    await at.client.models.promote('reviews', { version: 3, force: true, reason: 'a test' });
    expect(at.shelf.find('reviews')).toMatchObject({ version: 3 });
    // The same tables: nothing was read again.
    expect(at.shelf.find('reviews').line).toBe(before);
  });
});

describe.each(testStores())('a default that names its version on $name', (store) => {
  afterAll(() => store.close());

  test('is in memory although another one is in service', { timeout: 60_000 }, async () => {
    const at = await recordApp(store, { flags: { defaultModel: 'reviews@1' } });
    try {
      for (const recipe of ['nb-logreg', 'naive-bayes']) {
        await at.client.models.register('reviews', await smallModelFile(recipe));
      }
      await at.client.models.promote('reviews', { version: 2, force: true, reason: 'a test' });
      const reply = await at.app.inject({
        method: 'POST',
        url: '/api/v1/predict',
        payload: { text: 'A warm film' },
      });
      expect(reply.json().model).toMatchObject({ version: 1 });
      expect(at.shelf.current().map(({ version }) => version)).toEqual([2]);
      expect(at.shelf.find()).toMatchObject({ version: 1 });
    } finally {
      await at.close();
    }
  });
});
