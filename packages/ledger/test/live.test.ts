import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createModel, readLive, writePredictions } from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';
import { predictionRow } from './prediction-rows.ts';

/** At the begin of a step of every window. */
const nowMs = 1_700_002_800_000;
const minuteMs = 60_000;

describe.each(testStores())('what is answered now, on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => nowMs });
    await createModel(ledger, by, { name: 'films' });
  }, 60_000);
  beforeEach(async () => {
    await sql`truncate prediction, shadow_answer`.execute(ledger.sql);
  });
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });

  test('nothing was answered: no share, no time, and every step is there', async () => {
    const live = await readLive(ledger, { model: 'films', window: '1h' });
    expect(live).toMatchObject({ answers: 0, exact: true, latencyMs: null, unsure: null, versions: [] });
    expect(live.buckets).toHaveLength(60);
    expect(live.buckets.every(({ answers, latencyMs }) => answers === 0 && latencyMs === null)).toBe(true);
  });

  test('each answer stands in its step, with its version and label', async () => {
    await writePredictions(ledger, [
      predictionRow(nowMs - 1, { tookUs: 1000, confidence: 0.6, unsure: true }),
      predictionRow(nowMs - 2, { tookUs: 3000, label: 'negative', version: 2, confidence: 1 }),
      predictionRow(nowMs - 30 * minuteMs, { tookUs: 5000, confidence: 0.8 }),
      predictionRow(nowMs - 61 * minuteMs),
      predictionRow(nowMs - 3, { model: 'sms' }),
    ]);
    const live = await readLive(ledger, { model: 'films', window: '1h' });
    expect(live).toMatchObject({
      answers: 3,
      sampled: 3,
      exact: true,
      versions: [2, 1],
      labels: ['positive', 'negative'],
      unsure: expect.closeTo(1 / 3),
      latencyMs: { p50: 3, p95: expect.closeTo(4.8), p99: expect.closeTo(4.96) },
    });
    expect(live.buckets.at(-2)).toMatchObject({
      fromMs: nowMs - minuteMs,
      answers: 2,
      unsure: 0.5,
      meanConfidence: 0.8,
      versions: { 1: { positive: 1 }, 2: { negative: 1 } },
    });
    expect(live.confidence.map((count, step) => [step, count]).filter(([, count]) => count > 0)).toEqual([
      [12, 1],
      [16, 1],
      [19, 1],
    ]);
  });

  test('an answer belongs to exactly one step, at its very begin and end', async () => {
    const firstMs = nowMs - 59 * minuteMs;
    const edges = [firstMs - 1, firstMs, firstMs + minuteMs - 1, nowMs, nowMs + minuteMs];
    await writePredictions(
      ledger,
      edges.map((ms) => predictionRow(ms)),
    );
    const { buckets, answers } = await readLive(ledger, { model: 'films', window: '1h' });
    expect(answers).toBe(3);
    expect([buckets[0].answers, buckets.at(-1)?.answers]).toEqual([2, 1]);
  });

  test('more than are counted are reckoned, and said to be', async () => {
    const rows = Array.from({ length: 12_000 }, (_, n) => predictionRow(nowMs - minuteMs + n * 5));
    await writePredictions(ledger, rows);
    const { answers, exact, sampled } = await readLive(ledger, { model: 'films', window: '1h' });
    expect([exact, sampled]).toEqual([false, 80]);
    expect(Math.abs(answers - 12_000)).toBeLessThan(200);
  });

  test('as many as are counted at most are exact, and a burst is not taken for a stream', async () => {
    const at = (count: number) =>
      Array.from({ length: count }, (_, n) => predictionRow(nowMs - minuteMs, {}, n));
    await writePredictions(ledger, at(500));
    expect(await readLive(ledger, { model: 'films', window: '1h' })).toMatchObject({
      answers: 500,
      exact: true,
    });
    await writePredictions(ledger, at(900));
    const { answers, exact } = await readLive(ledger, { model: 'films', window: '1h' });
    expect(exact).toBe(false);
    expect(answers).toBeGreaterThan(500);
    expect(answers).toBeLessThan(900);
  });

  test('a label may be called as something of JavaScript', async () => {
    await writePredictions(ledger, [predictionRow(nowMs - 1, { label: '__proto__' })]);
    const { buckets, labels } = await readLive(ledger, { model: 'films', window: '15m' });
    expect(labels).toEqual(['__proto__']);
    expect(Object.entries(buckets.at(-2)?.versions[1] ?? {})).toEqual([['__proto__', 1]]);
  });

  test('a model that is not there is said so', async () => {
    await expect(readLive(ledger, { model: 'none', window: '1d' })).rejects.toMatchObject({
      code: 'MODEL_UNKNOWN',
    });
  });
});
