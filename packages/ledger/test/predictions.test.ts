import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  deletePrediction,
  firstPredictionIdAt,
  getPrediction,
  giveFeedback,
  listEvents,
  listPredictions,
  modelAccuracy,
  type PredictionsQuery,
  removeAgedPredictions,
  removeLostFeedback,
  writePredictions,
} from '../src/index.ts';
import { type TestLedger, testActor, testLedger } from '../src/testing/index.ts';
import { predictionIdAt, predictionRow } from './prediction-rows.ts';

const t0 = 1_700_000_000_000;
const dayMs = 86_400_000;

describe.each(testStores())('the prediction log on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => t0 });
  }, 60_000);
  beforeEach(async () => {
    await sql`truncate prediction, shadow_answer, feedback, event`.execute(ledger.sql);
  });
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  test('gives back what was written, to the bit', async () => {
    const rows = [
      predictionRow(t0, { confidence: 0.1 + 0.2, scores: { a: 1e-300, 'b"\\': 1 / 3 }, label: 'a' }),
      predictionRow(t0 + 1, { text: null, textSha256: 'ab'.repeat(32), actor: null, requestId: null }),
      predictionRow(t0 + 2, {
        text: '🎬 «ß»\r\n\t\u001e\\ "quoted" \'single\' $1 \\u0000',
        part: 'challenger',
      }),
      predictionRow(t0 + 3, { text: 'x'.repeat(1_000_000), unsure: true, part: 'asked', surface: 'v2' }),
    ];
    await writePredictions(ledger, rows);
    for (const row of rows) {
      expect(await getPrediction(ledger, row.id)).toEqual({ prediction: row, feedback: [] });
    }
  });

  test('finds part of a text whatever its capitals, and goes on where it stopped looking', async () => {
    await writePredictions(ledger, [
      predictionRow(t0, { text: 'A WARM film.' }),
      predictionRow(t0 + 1, { text: '100% cold_film' }),
      predictionRow(t0 + 2, { text: null }),
      predictionRow(t0 + 3, { text: 'Warmth, and more.', model: 'sms' }),
    ]);
    const texts = async (query: PredictionsQuery) =>
      (await listPredictions(ledger, query)).items.map(({ text }) => text);
    expect(await texts({ search: 'warm' })).toEqual(['Warmth, and more.', 'A WARM film.']);
    expect(await texts({ search: 'warm', model: 'films' })).toEqual(['A WARM film.']);
    expect(await texts({ search: '0%' })).toEqual(['100% cold_film']);
    expect(await texts({ search: 'd_f' })).toEqual(['100% cold_film']);
    expect(await texts({ search: '%' })).toEqual(['100% cold_film']);

    const many = Array.from({ length: 20_001 }, (_, n) => predictionRow(t0 + 10 + n, { text: 'Nothing.' }));
    await writePredictions(ledger, many);
    const first = await listPredictions(ledger, { search: 'a warm', limit: 10 });
    expect(first.items).toEqual([]);
    const next = await listPredictions(ledger, {
      search: 'a warm',
      limit: 10,
      ...(first.nextPageToken !== null && { pageToken: first.nextPageToken }),
    });
    expect([next.items.map(({ text }) => text), next.nextPageToken]).toEqual([['A WARM film.'], null]);
  }, 30_000);

  test('lists what is disputed until somebody labels it', async () => {
    const [wrong, right] = [predictionRow(t0), predictionRow(t0 + 1)];
    await writePredictions(ledger, [wrong, right, predictionRow(t0 + 2)]);
    await giveFeedback(ledger, testActor, { predictionId: wrong.id, label: 'negative' });
    await giveFeedback(ledger, testActor, { predictionId: right.id, label: 'positive' });
    const ids = async () =>
      (await listPredictions(ledger, { model: 'films', disputed: true })).items.map(({ id }) => id);
    expect(await ids()).toEqual([wrong.id]);
    await giveFeedback(ledger, testActor, { predictionId: wrong.id, label: 'positive' });
    expect(await ids()).toEqual([]);
    await expect(listPredictions(ledger, { disputed: true })).rejects.toMatchObject({
      code: 'VALUE_INVALID',
    });
  });

  test('takes no row twice, and none of nothing', async () => {
    const row = predictionRow(t0);
    await writePredictions(ledger, [row, row]);
    await writePredictions(ledger, [{ ...row, label: 'other' }, predictionRow(t0 + 1)]);
    await writePredictions(ledger, []);
    const { items } = await listPredictions(ledger);
    expect(items.map(({ id, label }) => [id, label])).toEqual([
      [predictionIdAt(t0 + 1), 'positive'],
      [row.id, 'positive'],
    ]);
  });

  test('keeps what PostgreSQL cannot hold as the replacement character', async () => {
    const row = predictionRow(t0, {
      text: 'a\0b\ud800c',
      label: 'l\0',
      scores: { 'l\0': 1, '\udc00': 0 },
      requestId: '\ud83c',
    });
    await writePredictions(ledger, [row, predictionRow(t0 + 1, { text: '\ud83c' })]);
    expect((await getPrediction(ledger, row.id)).prediction).toMatchObject({
      text: 'a\ufffdb\ufffdc',
      label: 'l\ufffd',
      scores: { 'l\ufffd': 1, '\ufffd': 0 },
      requestId: '\ufffd',
    });
  });

  test.each([
    { part: 'nobody' as 'asked' },
    { version: 2 ** 40 },
    { id: 'no id' },
    { confidence: 'high' as unknown as number },
  ])('says of a row that breaks its rules that the row is at fault: %j', async (changes) => {
    await expect(writePredictions(ledger, [predictionRow(t0, changes)])).rejects.toMatchObject({
      code: 'VALUE_INVALID',
    });
  });

  test('is listed newest first, by pages, by what is asked', async () => {
    const rows = Array.from({ length: 24 }, (_, at) =>
      predictionRow(t0 + at, {
        model: at % 3 === 0 ? 'mails' : 'films',
        version: 1 + (at % 4),
        label: at % 2 ? 'positive' : 'negative',
        unsure: at % 5 === 0,
      }),
    );
    await writePredictions(ledger, rows);
    const listed = async (query: PredictionsQuery) => {
      const found: number[] = [];
      let pageToken: string | null = null;
      do {
        const page = await listPredictions(ledger, { ...query, limit: 3, pageToken });
        found.push(...page.items.map(({ atMs }) => atMs - t0));
        pageToken = page.nextPageToken;
      } while (pageToken);
      return found;
    };
    const expected = (which: (at: number) => boolean) => [...rows.keys()].filter(which).reverse();
    expect(await listed({})).toEqual(expected(() => true));
    expect(await listed({ model: 'films' })).toEqual(expected((at) => at % 3 !== 0));
    expect(await listed({ model: 'films', version: 3 })).toEqual(
      expected((at) => at % 3 !== 0 && at % 4 === 2),
    );
    expect(await listed({ model: 'mails', label: 'positive' })).toEqual(
      expected((at) => at % 3 === 0 && at % 2 === 1),
    );
    expect(await listed({ unsure: true })).toEqual(expected((at) => at % 5 === 0));
    expect(await listed({ unsure: false, label: 'negative' })).toEqual(
      expected((at) => at % 5 !== 0 && at % 2 === 0),
    );
    expect(await listed({ fromMs: t0 + 4, toMs: t0 + 9 })).toEqual([8, 7, 6, 5, 4]);
    expect(await listed({ model: 'films', fromMs: t0 + 4, toMs: t0 + 9 })).toEqual([8, 7, 5, 4]);
    expect(await listed({ model: 'nobody' })).toEqual([]);
  });

  test('cuts long texts in a list, and says how the latest feedback calls it', async () => {
    const row = predictionRow(t0, { text: '🎬'.repeat(1500), characters: 3000 });
    await writePredictions(ledger, [row]);
    for (const label of ['positive', 'negative']) {
      await giveFeedback(ledger, testActor, { predictionId: row.id, label });
    }
    const { items } = await listPredictions(ledger);
    expect(items).toEqual([{ ...row, text: '🎬'.repeat(1000), feedbackLabel: 'negative' }]);
  });

  test.each<[PredictionsQuery, string]>([
    [{ version: 1 }, 'VALUE_INVALID'],
    [{ model: 'a\0b' }, 'VALUE_INVALID'],
    [{ label: '\ud800' }, 'VALUE_INVALID'],
    [{ limit: 0 }, 'LIMIT_EXCEEDED'],
    [{ pageToken: 'x' }, 'PAGE_TOKEN_INVALID'],
  ])('refuses to list %j', async (query, code) => {
    await expect(listPredictions(ledger, query)).rejects.toMatchObject({ code });
  });

  test.each(['', 'a\0b', '../x', predictionIdAt(t0 + 77)])('knows no prediction %j', async (id) => {
    const code = 'PREDICTION_UNKNOWN';
    await expect(getPrediction(ledger, id)).rejects.toMatchObject({ code });
    await expect(deletePrediction(ledger, testActor, id)).rejects.toMatchObject({ code });
  });

  test('deletes what is asked, with its shadows and remarks, and says so without saying what', async () => {
    const row = predictionRow(t0, { text: 'my name is Ada' });
    await writePredictions(ledger, [row, predictionRow(t0 + 1)]);
    await giveFeedback(ledger, testActor, { predictionId: row.id, label: 'negative', comment: 'Ada said' });
    await ledger.sql
      .insertInto('shadow_answer')
      .values({ prediction_id: row.id, model: 'films', version: 2, took_us: 1 })
      .execute();
    await deletePrediction(ledger, testActor, row.id);
    await expect(getPrediction(ledger, row.id)).rejects.toMatchObject({ code: 'PREDICTION_UNKNOWN' });
    expect((await listPredictions(ledger)).items).toHaveLength(1);
    expect(await ledger.sql.selectFrom('shadow_answer').selectAll().execute()).toEqual([]);
    const { items } = await listEvents(ledger, { action: 'prediction.deleted' });
    expect(items).toMatchObject([{ subject: row.id, detail: { model: 'films', version: 1 } }]);
    const everything = await sql`select feedback::text as row from feedback union all
      select event::text from event`.execute(ledger.sql);
    expect(JSON.stringify(everything.rows)).not.toContain('Ada');
    expect(await modelAccuracy(ledger, { model: 'films' })).toMatchObject([{ labelled: 1, correct: 0 }]);
  });

  test('loses what is older than its days, in chunks, by several at once, and keeps the feedback', async () => {
    const old = Array.from({ length: 12_000 }, (_, at) =>
      predictionRow(t0 - dayMs - 1 - (at >> 8), {}, at & 255),
    );
    const young = predictionRow(t0 - dayMs);
    await writePredictions(ledger, [...old.slice(0, 6000), young]);
    await writePredictions(ledger, old.slice(6000));
    await ledger.sql
      .insertInto('shadow_answer')
      .values([
        { prediction_id: old[0].id, model: 'films', version: 2, took_us: 1 },
        { prediction_id: young.id, model: 'films', version: 2, took_us: 1 },
      ])
      .execute();
    await giveFeedback(ledger, testActor, { predictionId: old[0].id, label: 'positive' });
    await giveFeedback(ledger, testActor, { predictionId: predictionIdAt(t0), label: 'positive' });
    await ledger.sql.updateTable('feedback').set({ model: null, version: null, said: null }).execute();
    const removed = await Promise.all(
      [1, 2, 3].map(() => removeAgedPredictions(ledger, { beforeMs: t0 - dayMs })),
    );
    expect(removed.reduce((sum, rows) => sum + rows)).toBe(12_000);
    expect((await listPredictions(ledger)).items.map(({ id }) => id)).toEqual([young.id]);
    expect(await ledger.sql.selectFrom('shadow_answer').select('prediction_id').execute()).toEqual([
      { prediction_id: young.id },
    ]);
    expect(await modelAccuracy(ledger, { model: 'films' })).toMatchObject([{ version: 1, labelled: 1 }]);
    expect(await removeAgedPredictions(ledger, { beforeMs: t0 - dayMs })).toBe(0);
  }, 60_000);

  test('feedback on what was never written is waited for a day, and goes then', async () => {
    const inADay = { ...ledger, clock: () => t0 + dayMs + 1 };
    const ids = [predictionIdAt(t0 - 1), predictionIdAt(t0), predictionIdAt(t0 + 10)];
    for (const predictionId of ids) {
      await giveFeedback(ledger, testActor, { predictionId, label: 'positive' });
    }
    await writePredictions(ledger, [predictionRow(t0 - 1)]);
    expect(await removeLostFeedback(ledger)).toBe(0);
    const removed = await Promise.all([removeLostFeedback(inADay), removeLostFeedback(inADay)]);
    expect(removed.reduce((sum, rows) => sum + rows)).toBe(1);
    const left = await ledger.sql
      .selectFrom('feedback')
      .select(['prediction_id', 'said'])
      .orderBy('id')
      .execute();
    expect(left).toEqual([
      { prediction_id: ids[0], said: 'positive' },
      { prediction_id: ids[2], said: null },
    ]);
  });

  test('stops to remove when it is told to', async () => {
    await writePredictions(ledger, [predictionRow(t0 - dayMs)]);
    const signal = AbortSignal.abort();
    await expect(removeAgedPredictions(ledger, { beforeMs: t0, signal })).rejects.toThrow();
    expect((await listPredictions(ledger)).items).toHaveLength(1);
  });

  test('ids of a time sort in the database as they do here', async () => {
    await writePredictions(ledger, [predictionRow(t0, {}, 4095), predictionRow(t0 + 1)]);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from prediction where id < ${firstPredictionIdAt(t0 + 1)}::uuid`.execute(
      ledger.sql,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});
