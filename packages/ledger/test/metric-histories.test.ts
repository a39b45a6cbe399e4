import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRun, logBatch, metricHistories, sampledHistories } from '../src/index.ts';
import { testActor as by, type TestLedger, testLedger } from '../src/testing/index.ts';

describe.each(testStores())('histories of several runs on $name', (store) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger(store);
    for (const [id, points] of [
      ['b', 10],
      ['a', 3],
      ['none', 0],
    ] as const) {
      await createRun(ledger, by, { id });
      const metrics = Array.from({ length: points }, (_, step) => ({
        key: 'loss',
        value: -step,
        atMs: step,
        step,
      }));
      if (points > 0) await logBatch(ledger, by, id, { metrics });
    }
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  const told = (points: Awaited<ReturnType<typeof metricHistories>>): readonly string[] =>
    points.map(({ runId, step }) => `${runId}${step}`);

  test('come run after run, up to so many points in all', async () => {
    const ids = ['b', 'a', 'none', 'unknown', '../x'];
    expect(told(await metricHistories(ledger, ids, 'loss', 5))).toEqual(['a0', 'a1', 'a2', 'b0', 'b1']);
    expect(await metricHistories(ledger, ids, 'accuracy', 5)).toEqual([]);
    expect(await metricHistories(ledger, ids, 'loss', 0)).toEqual([]);
  });

  test.each<readonly [number, { from: number; to: number } | null, readonly string[]]>([
    [1, null, ['b9']],
    [2, null, ['b0', 'b9']],
    [3, null, ['b0', 'b4', 'b9']],
    [5, null, ['b0', 'b2', 'b4', 'b6', 'b9']],
    [100, null, Array.from({ length: 10 }, (_, step) => `b${step}`)],
    [2, { from: 3, to: 5 }, ['b3', 'b5']],
    [2, { from: 50, to: 60 }, []],
  ])('of ten points, %i over the steps %j are these', async (most, range, points) => {
    expect(told(await sampledHistories(ledger, ['b'], 'loss', { range, most }))).toEqual(points);
  });

  test('each run has its share, in the order that was asked', async () => {
    const points = await sampledHistories(ledger, ['b', 'a', 'unknown'], 'loss', { range: null, most: 2 });
    expect(told(points)).toEqual(['b0', 'b9', 'a0', 'a2']);
  });
});
