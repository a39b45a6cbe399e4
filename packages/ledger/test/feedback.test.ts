import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Actor,
  getPrediction,
  giveFeedback,
  modelAccuracy,
  wilsonInterval,
  writePredictions,
} from '../src/index.ts';
import { type TestLedger, testActor, testLedger } from '../src/testing/index.ts';
import { predictionIdAt, predictionRow } from './prediction-rows.ts';

const t0 = 1_700_000_000_000;
const ada: Actor = { name: 'ada', requestId: 'req-ada' };
const bob: Actor = { name: 'bob/key:site', requestId: null };

describe.each(testStores())('feedback on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => t0 + 1000 });
  }, 60_000);
  beforeEach(async () => {
    await sql`truncate prediction, feedback`.execute(ledger.sql);
    await writePredictions(ledger, [predictionRow(t0)]);
  });
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  const predictionId = predictionIdAt(t0);

  test('is kept with who and when, and read with the prediction, newest first', async () => {
    await giveFeedback(ledger, ada, { predictionId, label: 'negative', comment: 'It was awful.\nTruly.' });
    await giveFeedback(ledger, bob, { predictionId, label: 'positive' });
    expect((await getPrediction(ledger, predictionId)).feedback).toEqual([
      {
        id: expect.any(Number),
        predictionId,
        label: 'positive',
        comment: null,
        actor: 'bob/key:site',
        requestId: null,
        atMs: t0 + 1000,
      },
      expect.objectContaining({
        label: 'negative',
        comment: 'It was awful.\nTruly.',
        actor: 'ada',
        requestId: 'req-ada',
      }),
    ]);
  });

  test('said again is the same one, said otherwise and back again is new each time', async () => {
    const say = async (label: string, by = ada) => {
      const { created, feedback } = await giveFeedback(ledger, by, { predictionId, label });
      return [created, feedback.id] as const;
    };
    const [, first] = await say('negative');
    expect(await say('negative')).toEqual([false, first]);
    expect(await say('negative', bob)).toEqual([true, expect.any(Number)]);
    expect(await say('negative')).toEqual([false, first]);
    expect((await say('positive'))[0]).toBe(true);
    expect((await say('negative'))[0]).toBe(true);
    expect((await getPrediction(ledger, predictionId)).feedback).toHaveLength(4);
  });

  test('said ten times at once is kept once', async () => {
    const given = await Promise.all(
      Array.from({ length: 10 }, () => giveFeedback(ledger, ada, { predictionId, label: 'negative' })),
    );
    expect(given.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(given.map(({ feedback }) => feedback.id)).size).toBe(1);
  });

  test.each([
    [{ label: 'eggs' }, 'LABEL_UNKNOWN', '"negative", "positive"'],
    [{ label: '' }, 'LABEL_UNKNOWN', ''],
    [{ label: '__proto__' }, 'LABEL_UNKNOWN', ''],
    [{ label: 'a\0' }, 'VALUE_INVALID', 'NUL'],
    [{ label: 'positive', comment: 'x'.repeat(2001) }, 'LIMIT_EXCEEDED', '2,000'],
    [{ label: 'positive', comment: '\ud800' }, 'VALUE_INVALID', 'surrogate'],
    [{ label: 'positive', predictionId: 'a\0b' }, 'PREDICTION_UNKNOWN', ''],
    [{ label: 'positive', predictionId: predictionIdAt(t0 - 3_600_000) }, 'PREDICTION_UNKNOWN', ''],
    [{ label: 'positive', predictionId: predictionIdAt(t0 + 3_600_000) }, 'PREDICTION_UNKNOWN', ''],
    [{ label: 'positive', predictionId: predictionIdAt(t0 + 1), mayCome: false }, 'PREDICTION_UNKNOWN', ''],
  ])('%j is refused as %s', async (changes, code, sentence) => {
    await expect(giveFeedback(ledger, ada, { predictionId, ...changes })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(sentence),
    });
  });

  test('that comes before its prediction counts as soon as that is there', async () => {
    const late = predictionRow(t0 + 5, { label: 'negative', version: 7 });
    const odd = predictionRow(t0 + 6, { version: 7 });
    await giveFeedback(ledger, ada, { predictionId: late.id, label: 'negative' });
    await giveFeedback(ledger, ada, { predictionId: odd.id, label: 'no class of the model' });
    expect(await modelAccuracy(ledger, { model: 'films' })).toEqual([]);
    await writePredictions(ledger, [late, odd]);
    const counted = [{ version: 7, labelled: 1, correct: 1 }];
    expect(await modelAccuracy(ledger, { model: 'films' })).toMatchObject(counted);
    expect((await getPrediction(ledger, late.id)).feedback).toMatchObject([{ label: 'negative' }]);
  });

  test('makes an accuracy a version, in which of each prediction the latest counts', async () => {
    const rows = Array.from({ length: 20 }, (_, at) =>
      predictionRow(t0 + 10 + at, { version: at < 10 ? 1 : 2 }),
    );
    await writePredictions(ledger, [...rows, predictionRow(t0 + 50, { model: 'mails' })]);
    await giveFeedback(ledger, ada, { predictionId: predictionIdAt(t0 + 50), label: 'negative' });
    for (const [at, { id }] of rows.entries()) {
      await giveFeedback(ledger, ada, { predictionId: id, label: 'negative' });
      if (at % 10 < 7) await giveFeedback(ledger, bob, { predictionId: id, label: 'positive' });
      if (at === 10) await giveFeedback(ledger, ada, { predictionId: id, label: 'negative', comment: 'no!' });
    }
    expect(await modelAccuracy(ledger, { model: 'films' })).toEqual([
      { version: 2, labelled: 10, correct: 6, accuracy: 0.6, interval: wilsonInterval(6, 10) },
      { version: 1, labelled: 10, correct: 7, accuracy: 0.7, interval: wilsonInterval(7, 10) },
    ]);
    const some = await modelAccuracy(ledger, { model: 'films', fromMs: t0 + 12, toMs: t0 + 14 });
    expect(some).toMatchObject([{ version: 1, labelled: 2, correct: 2 }]);
  });

  test('makes no accuracy of what no model can be called', async () => {
    await expect(modelAccuracy(ledger, { model: '../x' })).rejects.toMatchObject({ code: 'NAME_INVALID' });
  });

  test('with an empty remark is feedback without one', async () => {
    await giveFeedback(ledger, testActor, { predictionId, label: 'positive', comment: '' });
    expect(await giveFeedback(ledger, testActor, { predictionId, label: 'positive' })).toMatchObject({
      created: false,
      feedback: { comment: null },
    });
  });
});
