import { testStores } from '@verdict/db/testing';
import {
  firstPredictionIdAt,
  giveFeedback,
  type Ledger,
  listPredictions,
  writePredictions,
} from '@verdict/ledger';
import { type TestLedger, testActor, testLedger } from '@verdict/ledger/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { keepForDays } from '../../src/prediction-log/keep-for-days.ts';

const dayMs = 86_400_000;
const nowMs = 1_700_000_000_000;
const quiet = { info: () => {}, warn: () => {} };

describe.each(testStores().slice(0, 1))('predictions are kept for days', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => nowMs });
  }, 60_000);
  afterEach(() => vi.useRealTimers());
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });

  const write = (daysAgo: number) => {
    const atMs = nowMs - daysAgo * dayMs;
    return writePredictions(ledger, [
      {
        id: `${firstPredictionIdAt(atMs).slice(0, 13)}-7000-8000-000000000000`,
        atMs,
        model: 'films',
        version: 1,
        part: 'champion',
        surface: 'predict',
        label: 'positive',
        confidence: 1,
        unsure: false,
        scores: { positive: 1 },
        text: null,
        textSha256: null,
        characters: 1,
        tookUs: 1,
        actor: null,
        requestId: null,
      },
    ]);
  };
  const ages = async () =>
    (await listPredictions(ledger)).items.map(({ atMs }) => Math.round((nowMs - atMs) / dayMs));
  const onlyTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  test('older ones go a minute after the start, and every ten minutes from then on, until it ends', async () => {
    for (const daysAgo of [1, 29, 31, 400]) await write(daysAgo);
    onlyTimers();
    const stop = keepForDays({ ledger, days: 30, log: quiet });
    vi.advanceTimersByTime(59_000);
    expect(await ages()).toEqual([1, 29, 31, 400]);
    vi.advanceTimersByTime(1000);
    await expect.poll(ages).toEqual([1, 29]);
    await write(40);
    await expect.poll(() => vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(600_000);
    await expect.poll(ages).toEqual([1, 29]);
    await Promise.all([stop(), stop()]);
    await write(50);
    vi.advanceTimersByTime(6_000_000);
    expect(await ages()).toEqual([1, 29, 50]);
  });

  test('with 0 days they stay for ever, and feedback on what was never written does not', async () => {
    await write(19_000);
    const made = `${firstPredictionIdAt(nowMs).slice(0, 13)}-7000-8000-000000000009`;
    await giveFeedback(ledger, testActor, { predictionId: made, label: 'positive' });
    onlyTimers();
    const later = { ...ledger, clock: () => nowMs + 2 * dayMs };
    const stop = keepForDays({ ledger: later, days: 0, log: quiet });
    vi.advanceTimersByTime(60_000);
    const feedback = () => ledger.sql.selectFrom('feedback').select('prediction_id').execute();
    await expect.poll(feedback).toEqual([]);
    await expect.poll(() => vi.getTimerCount()).toBe(1);
    expect((await ages()).at(-1)).toBe(19_000);
    await stop();
  });

  test('a database that is away is told of, and asked again at the next pass', async () => {
    const told: string[] = [];
    const away: Ledger = {
      ...ledger,
      get sql(): never {
        throw new Error('away');
      },
    };
    onlyTimers();
    const log = { ...quiet, warn: (_: unknown, event: string) => void told.push(event) };
    const stop = keepForDays({ ledger: away, days: 30, log: log as typeof quiet });
    vi.advanceTimersByTime(60_000);
    await expect.poll(() => told).toEqual(['predictions_not_aged']);
    await expect.poll(() => vi.getTimerCount()).toBe(1);
    await stop();
  });
});
