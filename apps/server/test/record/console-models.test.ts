import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewsCsv, smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

/** What the pages about models are shown. */
describe.each(testStores())('the console’s models on $name', (store) => {
  let at: RecordApp;
  beforeAll(async () => {
    at = await recordApp(store);
    const { models, datasets } = at.client;
    await datasets.add('reviews', reviewsCsv(96), { filename: 'reviews.csv' });
    await models.register('reviews', await smallModelFile('nb-logreg'));
    await models.register('reviews', await smallModelFile('logreg'));
    await models.register(
      'reviews',
      await smallModelFile('random-forest', ['negative', 'neutral', 'positive']),
    );
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  test('a model that nobody promoted has no champion, and nothing to roll back to', async () => {
    const { models } = await at.client.console.models();
    expect(models).toMatchObject([
      {
        name: 'reviews',
        versions: 3,
        latest: 3,
        can_serve: true,
        champion: null,
        champion_since_ms: null,
        judgement: null,
      },
    ]);
    expect(await at.client.console.model('reviews')).toMatchObject({
      champion: null,
      rollback_to: null,
      chain: { version: { version: 3 } },
      policy: null,
      policy_in_force: { accuracyMargin: 0.01 },
    });
    expect(await at.client.console.consequences('reviews')).toMatchObject({ to: null, from: null });
  });

  test('the consequences of a promotion name who serves, the labels that come and go, and the judge', async () => {
    const { models } = at.client;
    await models.promote('reviews', { version: 1, force: true, reason: 'the first' });
    const unjudged = await at.client.console.consequences('reviews', { version: 3 });
    expect(unjudged).toMatchObject({
      to: { version: 3 },
      from: { version: 1, recipe: 'nb-logreg' },
      since: { kind: 'force', reason: 'the first' },
      labels: { gained: ['neutral'], lost: [] },
      judgement: null,
      held_out: null,
      datasets: [{ name: 'reviews', latest: 1 }],
      traffic: null,
    });
    const judged = await models.judge('reviews', { candidate: 2, on: 'reviews@1' });
    const asked = await at.client.console.consequences('reviews', { version: 2 });
    expect(asked.judgement).toMatchObject({ id: judged.id, candidate: 2, champion: 1 });

    // Under other rules, or against another champion, what it said no longer counts.
    await models.update('reviews', { policy: { minRows: 7 } });
    expect((await at.client.console.consequences('reviews', { version: 2 })).judgement).toBeNull();
    expect(await at.client.console.judgement('reviews', judged.id)).toMatchObject({
      policy_changed: true,
      candidate_is_there: true,
      in_service: 1,
    });
    await models.update('reviews', { policy: null });
    expect((await at.client.console.consequences('reviews', { version: 2 })).judgement?.id).toBe(judged.id);
  });

  test('a rollback goes where the consequences say', async () => {
    const { models } = at.client;
    await models.promote('reviews', { version: 2, force: true, reason: 'a test' });
    const { to, from } = await at.client.console.consequences('reviews');
    expect([from?.version, to?.version]).toEqual([2, 1]);
    const page = await at.client.console.model('reviews');
    expect(page.rollback_to).toBe(1);
    expect(page.moves.map(({ kind, to: number }) => [kind, number])).toEqual([
      ['force', 2],
      ['force', 1],
    ]);
    // Of two who looked at the same page and press at once, the second does not go back one further.
    const presses = [models.rollback('reviews', { from: 2 }), models.rollback('reviews', { from: 2 })];
    const [first, second] = await Promise.allSettled(presses);
    expect([first, second].filter(({ status }) => status === 'fulfilled')).toMatchObject([
      { value: { from: 2, to: 1 } },
    ]);
    expect([first, second].filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'ALIAS_MOVED' } },
    ]);
    await expect(
      models.promote('reviews', { version: 3, force: true, reason: 'late', from: 2 }),
    ).rejects.toMatchObject({ code: 'ALIAS_MOVED' });
    // Before the judge is asked, which may take minutes, and here has no rows to judge on.
    await expect(models.promote('reviews', { version: 3, from: 2 })).rejects.toMatchObject({
      code: 'ALIAS_MOVED',
    });
    expect((await at.client.console.model('reviews')).rollback_to).toBeNull();
  });

  test.each([
    ['reviews/consequences?version=9007199254740991', 'MODEL_VERSION_UNKNOWN'],
    ['reviews/consequences?version=1e300', 'MODEL_VERSION_UNKNOWN'],
    ['a%00b', 'MODEL_UNKNOWN'],
    ['a%00b/consequences', 'MODEL_UNKNOWN'],
    ['a%00b/judgements/1', 'MODEL_UNKNOWN'],
  ])('models/%s is refused as %s', async (path, code) => {
    const reply = await at.app.inject({ method: 'GET', url: `/api/v1/console/models/${path}` });
    expect(reply.json()).toMatchObject({ code });
  });

  test('a version’s page has its figures, its neighbours and what was asked of it', async () => {
    for (let asked = 0; asked < 3; asked++) {
      await at.client.predict({ text: `A warm film, number ${asked}.`, model: 'reviews' });
    }
    await at.predictionLog?.flush(2000);
    const version = await at.client.console.modelVersion('reviews', 2);
    expect(version).toMatchObject({
      line: { version: 2, format: 'verdict', classes: ['negative', 'positive'] },
      card: { kind: 'linear', positive: 'positive', seed: 42 },
      run: null,
      older: 1,
      newer: 3,
      in_service: 1,
      asked: { count: 0, more: false },
    });
    const { card, line } = version;
    expect(card?.classes.map(({ label }) => label)).toEqual(line.quality ? ['negative', 'positive'] : []);
    expect((await at.client.console.modelVersion('reviews', 1)).asked).toEqual({ count: 3, more: false });
    expect((await at.client.console.model('reviews')).asked).toEqual({ count: 3, more: false });
  });

  test('a version that is deleted is gone from its judgement’s page, which stays', async () => {
    const { models } = at.client;
    await models.register('reviews', await smallModelFile('naive-bayes'));
    const { id } = await models.judge('reviews', { candidate: 4, on: 'reviews@1' });
    await models.removeVersion('reviews', 4);
    expect(await at.client.console.judgement('reviews', id)).toMatchObject({ candidate_is_there: false });
  });

  test('what can be tried says which of it can be explained, and always has the champion', async () => {
    const asked = await at.client.console.try();
    expect(asked).toMatchObject({ max_text_length: 100_000, default_model: 'sentiment-en' });
    const [model] = asked.models;
    expect(model).toMatchObject({ name: 'reviews', champion: 1 });
    expect(model?.versions.map(({ version, explainable }) => [version, explainable])).toEqual([
      [3, false],
      [2, true],
      [1, true],
    ]);
  });

  test.each([
    ['a model that is not there', () => at.client.console.model('nobody'), 'MODEL_UNKNOWN'],
    [
      'a version that is not there',
      () => at.client.console.modelVersion('reviews', 99),
      'MODEL_VERSION_UNKNOWN',
    ],
    [
      'a judgement that is not there',
      () => at.client.console.judgement('reviews', 999_999),
      'JUDGEMENT_UNKNOWN',
    ],
    [
      'the consequences for a version that is not there',
      () => at.client.console.consequences('reviews', { version: 99 }),
      'MODEL_VERSION_UNKNOWN',
    ],
    ['a name that is none', () => at.client.console.model('../..\u0000'), 'MODEL_UNKNOWN'],
    ['a number that is too large', () => at.client.console.judgement('reviews', 2 ** 40), 'REQUEST_INVALID'],
  ])('refuses %s', async (_what, ask, code) => {
    await expect(ask()).rejects.toMatchObject({ code });
  });

  test('a model that an MLflow client registered, under a name of its kind, is shown as kept and not as missing', async () => {
    const name = 'my iris model (v2)';
    const say = (path: string, payload: object) =>
      at.app.inject({ method: 'POST', url: `/api/2.0/mlflow/${path}`, payload });
    expect((await say('registered-models/create', { name })).statusCode).toBe(200);
    expect((await say('model-versions/create', { name, source: 's3://bucket/iris' })).statusCode).toBe(200);
    expect(await at.client.console.model(name)).toMatchObject({
      name,
      champion: null,
      versions: [{ version: 1, format: 'other' }],
      feedback: [],
    });
    expect(await at.client.console.modelVersion(name, 1)).toMatchObject({ line: { format: 'other' } });
    expect((await at.client.console.models()).models).toContainEqual(
      expect.objectContaining({ name, can_serve: false }),
    );
    const home = await at.client.console.home();
    expect(home.models).toContainEqual(expect.objectContaining({ name, can_serve: false }));
    expect(home.attention.filter(({ subject }) => subject === name)).toEqual([]);
  });
});
