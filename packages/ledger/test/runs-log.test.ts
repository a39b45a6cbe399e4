import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addDatasetVersion,
  type Batch,
  compareRuns,
  createRun,
  deleteRun,
  getRun,
  logBatch,
  type MetricPoint,
  metricHistory,
} from '../src/index.ts';
import { testActor as by, bytesOf, type TestLedger, testLedger } from '../src/testing/index.ts';
import { frozenOf } from './frozen.ts';

describe.each(testStores())('logging on $name', (store) => {
  let ledger: TestLedger;
  let runs = 0;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => 77 });
  }, 60_000);
  afterAll(async () => {
    await ledger?.remove();
    await store.close();
  });
  const newRun = async (): Promise<string> => (await createRun(ledger, by, { id: `log-${++runs}` })).run.id;
  const historyOf = async (run: string, key: string, limit?: number): Promise<MetricPoint[]> => {
    const points: MetricPoint[] = [];
    let pageToken: string | null = null;
    do {
      const page = await metricHistory(ledger, run, key, { pageToken, ...(limit && { limit }) });
      points.push(...page.items);
      pageToken = page.nextPageToken;
    } while (pageToken);
    return points;
  };
  const batch: Batch = {
    params: { recipe: 'nb-logreg', '"q\\u0027{,}': 'back\\slash "quoted", {braces}, null, \n\t — 🎬' },
    metrics: [
      { key: 'loss', value: 0.5, atMs: 1, step: 1 },
      { key: 'loss', value: 0.25, atMs: 2, step: 2 },
      { key: 'accuracy', value: 0.9 },
    ],
    tags: { NULL: 'NULL', empty: '', 'mlflow.user': "o'hara" },
    inputs: [{ name: 'train', digest: 'd1', context: 'training', source: '{"uri":"x"}', tags: { a: 'b' } }],
  };

  test('parameters, metrics, tags and inputs come back as they were sent', async () => {
    const id = await newRun();
    await logBatch(ledger, by, id, batch);
    const run = await getRun(ledger, id);
    expect(run).toMatchObject({ params: batch.params, tags: batch.tags });
    expect(run.metrics).toEqual({ accuracy: 0.9, loss: 0.25 });
    expect(run.latest).toEqual([
      { key: 'accuracy', value: 0.9, atMs: 77, step: 0 },
      { key: 'loss', value: 0.25, atMs: 2, step: 2 },
    ]);
    expect(run.inputs).toEqual([
      {
        name: 'train',
        digest: 'd1',
        context: 'training',
        sourceType: '',
        source: '{"uri":"x"}',
        schema: null,
        profile: null,
        tags: { a: 'b' },
        dataset: null,
      },
    ]);
  });

  test('a version on record is an input by its name and number, once a context', async () => {
    const { frozen, file } = frozenOf([
      ['good film', 'pos'],
      ['bad film', 'neg'],
    ]);
    await addDatasetVersion(ledger, by, { name: 'reviews', frozen, body: bytesOf(file) });
    const id = await newRun();
    const inputs = ['training', 'testing'].map((context) => ({ dataset: 'reviews@1', context }));
    await logBatch(ledger, by, id, { inputs });
    await logBatch(ledger, by, id, { inputs });
    expect((await getRun(ledger, id)).inputs).toEqual(
      ['training', 'testing'].map((context) => ({
        name: 'reviews',
        digest: frozen.rowsSha256.slice(0, 32),
        context,
        sourceType: 'verdict',
        source: 'reviews@1',
        schema: null,
        profile: null,
        tags: {},
        dataset: { name: 'reviews', number: 1 },
      })),
    );
    await expect(logBatch(ledger, by, id, { inputs: [{ dataset: 'reviews@2' }] })).rejects.toMatchObject({
      code: 'DATASET_VERSION_UNKNOWN',
    });
  });

  test('the same again changes nothing', async () => {
    const id = await newRun();
    await logBatch(ledger, by, id, batch);
    const once = await getRun(ledger, id);
    await logBatch(ledger, by, id, batch);
    expect(await getRun(ledger, id)).toEqual(once);
    expect(await historyOf(id, 'loss')).toEqual([
      { value: 0.5, atMs: 1, step: 1 },
      { value: 0.25, atMs: 2, step: 2 },
    ]);
  });

  test('a parameter that changes is refused in MLflow’s words, with all that came with it', async () => {
    const id = await newRun();
    await logBatch(ledger, by, id, { params: { k: 'a', same: 's' } });
    await expect(
      logBatch(ledger, by, id, {
        params: { k: 'b', other: 'o', same: 's' },
        metrics: [{ key: 'm', value: 1 }],
        tags: { t: '1' },
      }),
    ).rejects.toMatchObject({
      code: 'PARAM_CHANGED',
      message: `Changing param values is not allowed. Param with key='k' was already logged with value='a' for run ID='${id}'. Attempted logging new value 'b'.`,
    });
    expect(await getRun(ledger, id)).toMatchObject({ params: { k: 'a', same: 's' }, metrics: {}, tags: {} });
  });

  test('a metric is at its highest step, there at its latest time, there at its greatest value', async () => {
    const id = await newRun();
    const send = (value: number, step: number, atMs: number): Promise<void> =>
      logBatch(ledger, by, id, { metrics: [{ key: 'm', value, step, atMs }] });
    const latest = async (): Promise<number> => (await getRun(ledger, id)).metrics.m;
    await send(1, 5, 100);
    await send(2, 4, 200);
    expect(await latest()).toBe(1);
    await send(0.5, 5, 101);
    expect(await latest()).toBe(0.5);
    await send(0.25, 5, 101);
    expect(await latest()).toBe(0.5);
    await send(0.75, 5, 101);
    expect(await latest()).toBe(0.75);
    await send(Number.NEGATIVE_INFINITY, 6, 0);
    expect(await latest()).toBe(Number.NEGATIVE_INFINITY);
    await send(Number.NaN, 6, 0);
    expect(await latest()).toBeNaN();
    expect(await historyOf(id, 'm')).toHaveLength(7);
  });

  test('NaN, infinities and the ends of whole numbers are kept and paged through', async () => {
    const id = await newRun();
    const values = [
      Number.NEGATIVE_INFINITY,
      -1e308,
      -0.1,
      5e-324,
      0.1,
      1e308,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ];
    const metrics = [
      ...values.map((value) => ({ key: 'm', value, atMs: 0, step: 0 })),
      { key: 'm', value: 1, atMs: Number.MAX_SAFE_INTEGER, step: Number.MIN_SAFE_INTEGER },
      { key: 'm', value: 2, atMs: Number.MIN_SAFE_INTEGER, step: Number.MAX_SAFE_INTEGER },
    ];
    await logBatch(ledger, by, id, { metrics });
    await logBatch(ledger, by, id, { metrics });
    const points = await historyOf(id, 'm', 1);
    expect(points.map(({ value }) => value)).toEqual([2, ...values, 1]);
    expect(points[0]).toEqual({ value: 2, atMs: Number.MIN_SAFE_INTEGER, step: Number.MAX_SAFE_INTEGER });
    expect(await historyOf(id, 'm')).toEqual(points);
  });

  test('a metric that a run has not has no history', async () => {
    const id = await newRun();
    expect(await metricHistory(ledger, id, 'nothing')).toEqual({ items: [], nextPageToken: null });
    await expect(metricHistory(ledger, 'nobody', 'm')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
    await expect(metricHistory(ledger, id, 'm', { limit: 25_001 })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
  });

  test('a token of one history does not open another', async () => {
    const id = await newRun();
    await logBatch(ledger, by, id, {
      metrics: [1, 2].flatMap((step) => ['a', 'b'].map((key) => ({ key, value: 1, step }))),
    });
    const { nextPageToken } = await metricHistory(ledger, id, 'a', { limit: 1 });
    expect(nextPageToken).not.toBeNull();
    for (const pageToken of [nextPageToken, 'x', '!!', '\0', Buffer.from('[1,2]').toString('base64url')]) {
      await expect(metricHistory(ledger, id, 'b', { pageToken })).rejects.toMatchObject({
        code: 'PAGE_TOKEN_INVALID',
      });
    }
  });

  const long = 'x'.repeat(10 * 1024 * 1024);
  test.each<readonly [string, Batch, string]>([
    ['a parameter of ten megabytes', { params: { k: long } }, 'LIMIT_EXCEEDED'],
    ['a key of ten megabytes', { metrics: [{ key: long, value: 1 }] }, 'LIMIT_EXCEEDED'],
    ['a tag that is too long', { tags: { k: 'x'.repeat(8001) } }, 'LIMIT_EXCEEDED'],
    ['a NUL in a value', { params: { k: 'a\0b' } }, 'VALUE_INVALID'],
    ['half a surrogate pair in a value', { tags: { k: '\ud83c' } }, 'VALUE_INVALID'],
    ['a control character in a key', { params: { 'a\nb': '' } }, 'NAME_INVALID'],
    ['a NUL in a key', { metrics: [{ key: 'a\0', value: 1 }] }, 'NAME_INVALID'],
    ['an empty key', { tags: { '': 'x' } }, 'NAME_INVALID'],
    ['a step that is no whole number', { metrics: [{ key: 'm', value: 1, step: 0.5 }] }, 'VALUE_INVALID'],
    ['a time beyond whole numbers', { metrics: [{ key: 'm', value: 1, atMs: 2 ** 53 }] }, 'VALUE_INVALID'],
    ['too many metrics', { metrics: Array(10_001).fill({ key: 'm', value: 1 }) }, 'LIMIT_EXCEEDED'],
    ['an input that names no version', { inputs: [{ dataset: '../x@1' }] }, 'NAME_INVALID'],
    ['an input that is another one tomorrow', { inputs: [{ dataset: 'films@latest' }] }, 'NAME_INVALID'],
    ['an input that is not on record', { inputs: [{ dataset: 'films@1' }] }, 'DATASET_UNKNOWN'],
  ])('%s is refused, and nothing is logged', async (_, hostile, code) => {
    const id = await newRun();
    await expect(
      logBatch(ledger, by, id, { ...hostile, tags: { first: '1', ...hostile.tags } }),
    ).rejects.toMatchObject({ code });
    expect((await getRun(ledger, id)).tags).toEqual({});
  });

  test('a refusal of ten megabytes says both numbers and is short', async () => {
    const id = await newRun();
    const refusal = logBatch(ledger, by, id, { params: { notes: long } });
    await expect(refusal).rejects.toThrow('"notes" has 10,485,760 characters, and at most 6,000 are kept');
  });

  test('values as long as the limits, of four bytes a character, are kept', async () => {
    const id = await newRun();
    const key = '🎬'.repeat(250);
    const digest = '🎬'.repeat(64);
    await logBatch(ledger, by, id, {
      params: { [key]: '🎬'.repeat(6000) },
      tags: { [key]: '🎬'.repeat(8000) },
      metrics: [{ key, value: 1 }],
      inputs: [{ name: '🎬'.repeat(500), digest, context: '🎬'.repeat(250) }],
    });
    const run = await getRun(ledger, id);
    expect(run.params[key]).toHaveLength(12_000);
    expect(run.inputs[0].digest).toBe(digest);
  });

  test('a key named __proto__ is a key', async () => {
    const id = await newRun();
    await logBatch(ledger, by, id, JSON.parse('{"params":{"__proto__":"p","constructor":"c"}}'));
    const run = await getRun(ledger, id);
    expect(JSON.stringify(run.params)).toBe('{"__proto__":"p","constructor":"c"}');
    const other = await newRun();
    expect(JSON.stringify((await compareRuns(ledger, [id, other])).params)).toBe(
      '{"__proto__":["p",null],"constructor":["c",null]}',
    );
  });

  test('a deleted run takes no more', async () => {
    const id = await newRun();
    await deleteRun(ledger, by, id);
    await expect(logBatch(ledger, by, id, { tags: { a: 'b' } })).rejects.toMatchObject({ code: 'DELETED' });
    await expect(logBatch(ledger, by, 'nobody', {})).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });

  test('calls at once for one run, their keys in opposite orders, lose nothing', async () => {
    const id = await newRun();
    const keys = ['a', 'b', 'c', 'd'];
    await Promise.all(
      Array.from({ length: 40 }, (_, step) => {
        const order = step % 2 ? keys : keys.toReversed();
        return logBatch(ledger, by, id, {
          metrics: order.map((key) => ({ key, value: step, step, atMs: step })),
          params: Object.fromEntries(order.map((key) => [key, key])),
          tags: Object.fromEntries(order.map((key) => [key, `${step}`])),
        });
      }),
    );
    expect(await getRun(ledger, id)).toMatchObject({
      metrics: { a: 39, b: 39, c: 39, d: 39 },
      params: { a: 'a', b: 'b', c: 'c', d: 'd' },
    });
    for (const key of keys) expect(await historyOf(id, key)).toHaveLength(40);
  });

  test('of two values for one parameter at once, one stays and the other is refused', async () => {
    const id = await newRun();
    const outcomes = await Promise.allSettled(
      ['a', 'b'].map((value) => logBatch(ledger, by, id, { params: { k: value } })),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const kept = outcomes[0].status === 'fulfilled' ? 'a' : 'b';
    expect((await getRun(ledger, id)).params).toEqual({ k: kept });
  });

  test('side by side, only what differs', async () => {
    const [first, second] = [await newRun(), await newRun()];
    await logBatch(ledger, by, first, {
      params: { same: 's', differs: '1' },
      metrics: [
        { key: 'acc', value: 0.8 },
        { key: 'nan', value: Number.NaN },
      ],
    });
    await logBatch(ledger, by, second, {
      params: { same: 's', differs: '2', more: 'm' },
      metrics: [
        { key: 'acc', value: 0.9 },
        { key: 'nan', value: Number.NaN },
      ],
    });
    const { params, metrics } = await compareRuns(ledger, [second, first]);
    expect(params).toEqual({ differs: ['2', '1'], more: ['m', null] });
    expect(metrics).toEqual({ acc: [0.9, 0.8] });
  });
});
