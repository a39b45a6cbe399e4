import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  claimLabels,
  createModel,
  deletePrediction,
  getPrediction,
  giveFeedback,
  giveLabel,
  labelsState,
  modelAccuracy,
  type PredictionRow,
  removeAgedPredictions,
  skipLabel,
  type TrainingLabel,
  trainingLabels,
  undoLabel,
  writePredictions,
} from '../src/index.ts';
import { type TestLedger, testLedger } from '../src/testing/index.ts';
import { predictionRow } from './prediction-rows.ts';

const t0 = 1_700_000_000_000;
const minuteMs = 60_000;
const model = 'films';
const ada = { name: 'ada', requestId: null };
const grace = { name: 'grace', requestId: null };
const visitor = { name: 'rotten-potatoes', requestId: null };

describe.each(testStores())('the label queue on $name', (store) => {
  let ledger: TestLedger;
  let nowMs = t0;
  let made = 0;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => nowMs });
    await createModel(ledger, ada, { name: model });
  }, 60_000);
  beforeEach(async () => {
    nowMs = t0;
    await sql`truncate prediction, shadow_answer, feedback, label_task, event`.execute(ledger.sql);
  });
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  async function predicted(...changes: readonly Partial<PredictionRow>[]): Promise<readonly string[]> {
    const rows = changes.map((change) => {
      made++;
      return predictionRow(t0 - 5000 + made, { text: `A film, number ${made}.`, ...change });
    });
    await writePredictions(ledger, rows);
    return rows.map(({ id }) => id);
  }
  const claim = async (by = ada, count = 10) =>
    (await claimLabels(ledger, by, { model, count })).map(({ prediction, why }) => [prediction.id, why]);
  const dispute = (predictionId: string, label = 'negative') =>
    giveFeedback(ledger, visitor, { predictionId, label });
  async function learned(all = false): Promise<readonly (readonly [string, string])[]> {
    const labels: TrainingLabel[] = [];
    for await (const page of trainingLabels(ledger, { model, all, asOfMs: nowMs })) labels.push(...page);
    return labels.map(({ predictionId, label }) => [predictionId, label]);
  }

  test('disputed first, then the least sure; what others agreed to is not asked', async () => {
    const [sure, less, least, agreed, wrong] = await predicted(
      { confidence: 0.9, unsure: true },
      { confidence: 0.6, unsure: true },
      { confidence: 0.51, unsure: true },
      { confidence: 0.5, unsure: true },
      { confidence: 0.99 },
    );
    await dispute(agreed, 'positive');
    await dispute(wrong);
    expect(await claim()).toEqual([
      [wrong, 'disputed'],
      [least, 'unsure'],
      [less, 'unsure'],
      [sure, 'unsure'],
    ]);
  });

  test('whoever takes a dispute back disputes no longer', async () => {
    const [id] = await predicted({});
    await dispute(id);
    await dispute(id, 'positive');
    expect(await claim()).toEqual([]);
  });

  test('two people get different ones, and each goes on where they were', async () => {
    await predicted(...Array.from({ length: 6 }, (_, n) => ({ confidence: 0.5 + n / 100, unsure: true })));
    const [adas, graces] = await Promise.all([claim(ada, 3), claim(grace, 3)]);
    expect(new Set([...adas, ...graces].map(([id]) => id)).size).toBe(adas.length + graces.length);
    expect(adas.length + graces.length).toBeGreaterThanOrEqual(3);
    const again = await claim(ada, 3);
    expect(again.map(([id]) => id)).toEqual(expect.arrayContaining(adas.map(([id]) => id)));
  });

  test('what somebody took and left is given out again after ten minutes', async () => {
    const [id] = await predicted({ unsure: true });
    expect(await claim(ada)).toEqual([[id, 'unsure']]);
    expect(await claim(grace)).toEqual([]);
    // Who has it before them still has it to do.
    expect((await labelsState(ledger, ada, model)).waiting.unsure).toBe(1);
    expect((await labelsState(ledger, grace, model)).waiting.unsure).toBe(0);
    nowMs += 10 * minuteMs + 1;
    expect(await claim(grace)).toEqual([[id, 'unsure']]);
  });

  test('the same text twenty times is one to label', async () => {
    await predicted(...Array.from({ length: 20 }, () => ({ unsure: true, text: 'The same again.' })));
    const [[id], ...others] = await claim(ada, 4);
    expect(others).toEqual([]);
    // Nor by two at once, nor after it is labelled, unless somebody says that it is wrong.
    expect(await claim(grace)).toEqual([]);
    await giveLabel(ledger, ada, { model, predictionId: id, label: 'negative' });
    expect(await claim(ada)).toEqual([]);
    const [again] = await predicted({ text: 'The same again.' });
    await dispute(again);
    expect(await claim(ada)).toEqual([[again, 'disputed']]);
    await undoLabel(ledger, ada, { model, predictionId: id });
    expect(await claim(grace, 4)).toEqual([]);
    nowMs += 10 * minuteMs + 1;
    expect(await claim(grace, 4)).toHaveLength(1);
  });

  test('a text that one has already is not given out again from another source', async () => {
    const [disputed] = await predicted(
      { text: 'The same again.' },
      { unsure: true, text: 'The same again.' },
    );
    await dispute(disputed);
    expect(await claim(ada)).toEqual([[disputed, 'disputed']]);
    expect(await claim(ada)).toEqual([[disputed, 'disputed']]);
  });

  test('what a visitor says after a label does not count against it', async () => {
    const [right, wrong] = await predicted({}, {});
    await giveLabel(ledger, ada, { model, predictionId: right, label: 'positive' });
    await giveLabel(ledger, ada, { model, predictionId: wrong, label: 'negative' });
    await dispute(right);
    await dispute(wrong, 'positive');
    expect(await modelAccuracy(ledger, { model })).toMatchObject([{ labelled: 2, correct: 1 }]);
    await undoLabel(ledger, ada, { model, predictionId: right });
    expect(await modelAccuracy(ledger, { model })).toMatchObject([{ labelled: 2, correct: 0 }]);
  });

  test('a label is feedback, ends the dispute, and is told with what stood there before', async () => {
    const [id] = await predicted({});
    await dispute(id);
    await claim();
    expect(await giveLabel(ledger, ada, { model, predictionId: id, label: 'positive' })).toMatchObject({
      label: 'positive',
      before: null,
    });
    expect((await getPrediction(ledger, id)).feedback).toMatchObject([
      { actor: 'ada', label: 'positive' },
      { actor: 'rotten-potatoes', label: 'negative' },
    ]);
    expect(await claim(grace)).toEqual([]);
    await dispute(id);
    expect(await claim(grace)).toEqual([]);
    const second = await giveLabel(ledger, grace, { model, predictionId: id, label: 'negative' });
    expect(second.before).toEqual({ label: 'positive', actor: 'ada' });
  });

  test('a label taken back leaves nothing, and what others said stays', async () => {
    const [id] = await predicted({});
    await dispute(id);
    await claim();
    await giveLabel(ledger, ada, { model, predictionId: id, label: 'positive' });
    await giveLabel(ledger, ada, { model, predictionId: id, label: 'positive' });
    const item = await undoLabel(ledger, ada, { model, predictionId: id });
    expect(item).toMatchObject({ why: 'disputed', feedback: { actor: 'rotten-potatoes' } });
    expect((await getPrediction(ledger, id)).feedback).toHaveLength(1);
    expect(await learned()).toEqual([]);
    expect(await claim()).toEqual([[id, 'disputed']]);
  });

  test('a label that overruled another’s is taken back, and the other stands again', async () => {
    const [id] = await predicted({});
    await giveLabel(ledger, ada, { model, predictionId: id, label: 'negative' });
    nowMs += minuteMs;
    await giveLabel(ledger, grace, { model, predictionId: id, label: 'positive' });
    await undoLabel(ledger, grace, { model, predictionId: id });
    expect(await learned()).toEqual([[id, 'negative']]);
    expect((await getPrediction(ledger, id)).feedback).toMatchObject([{ actor: 'ada', label: 'negative' }]);
    await expect(undoLabel(ledger, grace, { model, predictionId: id })).rejects.toMatchObject({
      code: 'LABEL_NOT_YOURS',
    });
    await undoLabel(ledger, ada, { model, predictionId: id });
    expect(await learned()).toEqual([]);
    expect((await getPrediction(ledger, id)).feedback).toEqual([]);
  });

  test('feedback that one gave elsewhere is not lost when the same label is taken back', async () => {
    const [id] = await predicted({});
    await giveFeedback(ledger, ada, { predictionId: id, label: 'negative' });
    await giveLabel(ledger, ada, { model, predictionId: id, label: 'negative' });
    await undoLabel(ledger, ada, { model, predictionId: id });
    expect((await getPrediction(ledger, id)).feedback).toMatchObject([{ actor: 'ada', label: 'negative' }]);
  });

  test.each([
    ['another’s', grace, 0],
    ['of more than an hour ago', ada, 60 * minuteMs + 1],
  ])('a label is not taken back: %s', async (_, by, laterMs) => {
    const [id] = await predicted({});
    await giveLabel(ledger, ada, { model, predictionId: id, label: 'negative' });
    nowMs += laterMs;
    await expect(undoLabel(ledger, by, { model, predictionId: id })).rejects.toMatchObject({
      code: 'LABEL_NOT_YOURS',
    });
  });

  test('what was skipped is nobody’s for a day', async () => {
    const [id] = await predicted({ unsure: true });
    await claim();
    await skipLabel(ledger, ada, { model, predictionId: id });
    expect(await claim(grace)).toEqual([]);
    nowMs += 24 * 60 * minuteMs + 1;
    expect(await claim(grace)).toEqual([[id, 'unsure']]);
  });

  test('where the model is never unsure, the least sure of the newest are asked', async () => {
    const [a, b] = await predicted({ confidence: 0.8 }, { confidence: 0.7 });
    // Nothing is in service here, so nothing is asked of what nobody marked.
    expect(await claim()).toEqual([]);
    await sql`update prediction set unsure = true`.execute(ledger.sql);
    expect(await claim()).toEqual([
      [b, 'unsure'],
      [a, 'unsure'],
    ]);
  });

  test('a training learns from labels, and only if asked from what nobody looked at', async () => {
    const [labelled, both, said, none] = await predicted({}, {}, {}, {});
    await giveLabel(ledger, ada, { model, predictionId: labelled, label: 'negative' });
    await dispute(both);
    await giveLabel(ledger, ada, { model, predictionId: both, label: 'positive' });
    await dispute(both);
    await dispute(said);
    expect(await learned()).toEqual([
      [labelled, 'negative'],
      [both, 'positive'],
    ]);
    expect(await learned(true)).toEqual([
      [labelled, 'negative'],
      [both, 'positive'],
      [said, 'negative'],
    ]);
    expect(await labelsState(ledger, ada, model)).toMatchObject({
      labelled: 2,
      labelledByLabel: { negative: 1, positive: 1 },
      changed: 1,
      said: 1,
      mineToday: 2,
      waiting: { disputed: 1 },
    });
    expect(none).toBeDefined();
  });

  test('a training learns from many, and from what was said by then', async () => {
    const ids = await predicted(...Array.from({ length: 450 }, () => ({})));
    for (const predictionId of ids.slice(0, 400)) {
      await giveLabel(ledger, ada, { model, predictionId, label: 'negative' });
    }
    nowMs += 1;
    await giveLabel(ledger, ada, { model, predictionId: ids[449], label: 'negative' });
    expect((await learned()).map(([id]) => id)).toEqual([...ids.slice(0, 400), ids[449]]);
    nowMs -= 1;
    expect(await learned()).toHaveLength(400);
  }, 30_000);

  test('a deleted text is not learned from, nor one that has aged out', async () => {
    const [deleted, aged] = await predicted({}, {});
    for (const predictionId of [deleted, aged]) {
      await giveLabel(ledger, ada, { model, predictionId, label: 'negative' });
    }
    await deletePrediction(ledger, ada, deleted);
    expect(await learned()).toEqual([[aged, 'negative']]);
    await removeAgedPredictions(ledger, { beforeMs: t0 + 1 });
    expect(await learned()).toEqual([]);
    expect(await ledger.sql.selectFrom('label_task').selectAll().execute()).toEqual([]);
  });

  test.each([
    ['a class that is none', 'great', 'LABEL_UNKNOWN'],
    ['another model', 'positive', 'PREDICTION_UNKNOWN'],
  ])('refuses %s', async (_, label, code) => {
    const [id] = await predicted({ model: code === 'PREDICTION_UNKNOWN' ? 'sms' : model });
    await expect(giveLabel(ledger, ada, { model, predictionId: id, label })).rejects.toMatchObject({ code });
    await expect(giveLabel(ledger, ada, { model, predictionId: 'x', label })).rejects.toMatchObject({
      code: 'PREDICTION_UNKNOWN',
    });
  });
});
