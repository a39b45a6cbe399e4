import { gzipSync } from 'node:zlib';
import { testStores } from '@verdict/db/testing';
import {
  addBatchPart,
  type BatchPriority,
  batchKind,
  batchLabels,
  batchQueue,
  cancelJob,
  claimJob,
  collectGarbage,
  expireBatches,
  failJob,
  finishJob,
  GivesWay,
  getBatch,
  getJob,
  keepBlob,
  listBatches,
  listJobs,
  nextBatchPart,
  notifyBatches,
  readBatchRows,
  returnJob,
  runWorker,
  shouldGiveWay,
  submitBatch,
  webhookKind,
} from '@verdict/ledger';
import { bytesOf, type TestLedger, testActor, testLedger } from '@verdict/ledger/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

describe.each(testStores())('batches on $name', (store) => {
  let ledger: TestLedger;
  let now = 1_000_000;
  beforeAll(async () => {
    ledger = await testLedger(store, { clock: () => now });
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });
  beforeEach(async () => {
    await ledger.sql.deleteFrom('job').execute();
    now = Date.now();
  });

  const submit = async (
    asked: {
      priority?: BatchPriority;
      rows?: number;
      key?: string;
      webhook?: boolean;
      version?: number;
    } = {},
  ) => {
    const model = await keepBlob(ledger, bytesOf('a model'));
    const input = await keepBlob(ledger, bytesOf('some texts'));
    return submitBatch(ledger, testActor, {
      asked: 'small',
      model: 'small',
      version: asked.version ?? 1,
      modelSha256: model.sha256,
      inputSha256: input.sha256,
      textsSha256: 'of the texts',
      rows: asked.rows ?? 10,
      priority: asked.priority ?? 'medium',
      webhook: asked.webhook ? { url: 'https://example.org/', secret: 'a secret of ours' } : null,
      ...(asked.key !== undefined && { idempotencyKey: asked.key }),
    });
  };
  const claim = (token: string) =>
    claimJob(ledger, { worker: 'w', kinds: [batchKind], leaseMs: 60_000, token });
  const partOf = async (firstRow: number, rows: number) => {
    const lines = Array.from({ length: rows }, (_, at) => `${JSON.stringify({ row: firstRow + at })}\n`);
    const { sha256 } = await keepBlob(ledger, bytesOf(gzipSync(lines.join('')), 1000));
    return { firstRow, rows, failed: 1, unsure: 0, counts: { positive: rows - 1 }, sha256 };
  };
  /** As a worker has them: due so many seconds ago. */
  const waiting = async (priority: BatchPriority, secondsAgo: number): Promise<string> => {
    const { batch } = await submit({ priority });
    await ledger.sql
      .updateTable('job')
      .set((set) => ({ due_ms: set('due_ms', '-', 1000 * secondsAgo) }))
      .where('id', '=', batch.jobId)
      .execute();
    return batch.jobId;
  };

  test('is a job with its rows counted, and its secret kept to itself', async () => {
    const { batch, submitted } = await submit({ webhook: true, priority: 'high' });
    expect(submitted).toBe(true);
    expect(batch).toMatchObject({
      state: 'queued',
      priority: 'high',
      rows: 10,
      processed: 0,
      failed: 0,
      webhookUrl: 'https://example.org/',
    });
    const { items } = await listJobs(ledger);
    expect(JSON.stringify([batch, ...items])).not.toContain('a secret of ours');
  });

  test('submitted again with the same key it is the same, also after a promotion', async () => {
    const first = await submit({ key: 'k' });
    expect(await submit({ key: 'k', version: 2 })).toEqual({ submitted: false, batch: first.batch });
    await expect(submit({ key: 'k', rows: 11 })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_USED' });
  });

  test.each([
    ['a high one before a medium one that came nine minutes before', 'high', 0, 'medium', 540],
    ['a medium one before a high one that came eleven minutes later', 'medium', 660, 'high', 0],
    ['a medium one before a low one that came nine minutes before', 'medium', 0, 'low', 540],
    ['a low one before a high one that came twenty-one minutes later', 'low', 1260, 'high', 0],
    ['of equals the one that has waited longer', 'low', 20, 'low', 10],
  ] as const)('takes %s', async (_, first, firstAgo, second, secondAgo) => {
    const later = await waiting(second, secondAgo);
    const sooner = await waiting(first, firstAgo);
    expect([(await claim('a'))?.id, (await claim('b'))?.id]).toEqual([sooner, later]);
  });

  test('gives way to one that would go first, and to no other, without losing its turn or an attempt', async () => {
    const low = await waiting('low', 60);
    await waiting('low', 30);
    await claim('a');
    expect(await shouldGiveWay(ledger, low)).toBe(false);
    const high = await waiting('high', 0);
    expect(await shouldGiveWay(ledger, low)).toBe(true);
    await returnJob(ledger, { id: low, token: 'a' });
    expect((await claim('b'))?.id).toBe(high);
    expect(await shouldGiveWay(ledger, high)).toBe(false);
    expect(await claim('c')).toMatchObject({ id: low, attempts: 1 });
  });

  test('a handler that gives way puts its job back, and it is done afterwards', async () => {
    const low = await waiting('low', 60);
    const done: string[] = [];
    const outcomes: string[] = [];
    let gaveWay = false;
    const worker = runWorker(ledger, {
      worker: 'w',
      pollMs: 20,
      onOutcome: ({ outcome }) => outcomes.push(outcome),
      handlers: {
        [batchKind]: async (_input, { jobId }) => {
          if (jobId === low && !gaveWay) {
            gaveWay = true;
            await waiting('high', 0);
            throw new GivesWay();
          }
          done.push(jobId);
          return null;
        },
      },
    });
    await expect.poll(() => done.length).toBe(2);
    await worker.stop();
    expect(done[1]).toBe(low);
    expect(outcomes).toEqual(['returned', 'done', 'done']);
    expect(await getJob(ledger, low)).toMatchObject({ attempts: 1, state: 'done' });
  });

  test('rows come back once each, in order, whatever is asked for', async () => {
    const { batch } = await submit({ rows: 1000 });
    for (let row = 0; row < 1000; row += 300) {
      await addBatchPart(ledger, batch.jobId, await partOf(row, Math.min(300, 1000 - row)));
    }
    expect(await nextBatchPart(ledger, batch.jobId)).toEqual({ number: 4, firstRow: 1000 });
    for (const [fromRow, toRow] of [
      [0, 1000],
      [0, 1],
      [299, 301],
      [300, 600],
      [999, 5000],
      [1000, 2000],
    ]) {
      const rows: number[] = [];
      for await (const lines of readBatchRows(ledger, batch.jobId, { fromRow, toRow })) {
        rows.push(...lines.map((line) => JSON.parse(line).row));
      }
      const expected = Array.from({ length: 1000 }, (_, at) => at).slice(fromRow, toRow);
      expect(rows).toEqual(expected);
    }
    expect(await getBatch(ledger, batch.jobId)).toMatchObject({ processed: 1000, failed: 4 });
    expect(await batchLabels(ledger, batch.jobId)).toEqual({ positive: 996 });
  });

  test('the last part once more is that part; one that leaves rows out is refused', async () => {
    const { batch } = await submit();
    const part = await partOf(0, 3);
    await addBatchPart(ledger, batch.jobId, part);
    await addBatchPart(ledger, batch.jobId, part);
    expect(await nextBatchPart(ledger, batch.jobId)).toEqual({ number: 1, firstRow: 3 });
    await expect(addBatchPart(ledger, batch.jobId, await partOf(4, 3))).rejects.toThrow(
      'where row 3 is next',
    );
    await expect(addBatchPart(ledger, batch.jobId, await partOf(2, 3))).rejects.toThrow(
      'where row 3 is next',
    );
  });

  test('a worker that no longer holds the job adds nothing', async () => {
    const { batch } = await submit();
    const part = await partOf(0, 3);
    let refused: unknown;
    const worker = runWorker(ledger, {
      worker: 'w',
      pollMs: 20,
      handlers: {
        [batchKind]: async (_input, { whileHeld, jobId }) => {
          await ledger.sql
            .updateTable('job')
            .set({ lease_token: 'another' })
            .where('id', '=', jobId)
            .execute();
          await whileHeld((inside) => addBatchPart(inside, jobId, part)).catch((error) => {
            refused = error;
          });
        },
      },
    });
    await expect.poll(() => refused).toMatchObject({ code: 'LEASE_LOST' });
    await worker.stop();
    expect(await getBatch(ledger, batch.jobId)).toMatchObject({ processed: 0 });
  });

  test('whoever waits is told of every end once, and of none before', async () => {
    const ends = {
      done: await submit({ webhook: true }),
      failed: await submit({ webhook: true }),
      cancelled: await submit({ webhook: true }),
    };
    await submit({ webhook: true, priority: 'low' });
    const done = await claim('a');
    const failed = await claim('b');
    await cancelJob(ledger, testActor, ends.cancelled.batch.jobId);
    expect(await notifyBatches(ledger)).toBe(1);
    await finishJob(ledger, { id: done?.id ?? '', token: 'a', result: null });
    await failJob(ledger, { id: failed?.id ?? '', token: 'b', message: 'no', canRetry: false });
    const told = await Promise.all([notifyBatches(ledger), notifyBatches(ledger)]);
    expect(told[0] + told[1]).toBe(2);
    expect(await notifyBatches(ledger)).toBe(0);
    const { items } = await listJobs(ledger, { kind: webhookKind });
    expect(items.map(({ input }) => (input as { batch: string }).batch).sort()).toEqual(
      Object.values(ends)
        .map(({ batch }) => batch.jobId)
        .sort(),
    );
    expect(items[0].createdBy).toBe(testActor.name);
  });

  test('is counted by priority, and listed newest first, or one caller’s', async () => {
    const low = await submit({ priority: 'low' });
    await submit({ priority: 'high' });
    await claim('a');
    expect(await batchQueue(ledger)).toEqual({
      high: { queued: 0, running: 1 },
      medium: { queued: 0, running: 0 },
      low: { queued: 1, running: 0 },
    });
    expect((await listBatches(ledger, { state: 'queued' })).items).toEqual([
      await getBatch(ledger, low.batch.jobId),
    ]);
    expect((await listBatches(ledger, { createdBy: 'somebody else' })).items).toEqual([]);
    const first = await listBatches(ledger, { limit: 1 });
    const second = await listBatches(ledger, { limit: 1, pageToken: first.nextPageToken });
    expect(second.nextPageToken).toBeNull();
    expect([...first.items, ...second.items]).toHaveLength(2);
  });

  test('keeps its bytes while it is there, and gives them up when it has aged out', async () => {
    const { batch } = await submit();
    await addBatchPart(ledger, batch.jobId, await partOf(0, 3));
    now += 1000;
    const collect = () => collectGarbage(ledger, testActor, { dryRun: false, olderThanMs: 0 });
    await collect();
    expect(await ledger.blobs.has(batch.inputSha256)).toBe(true);
    await claim('a');
    await finishJob(ledger, { id: batch.jobId, token: 'a', result: null });
    expect(await expireBatches(ledger, testActor, { olderThanMs: 60_000 })).toBe(0);
    now += 120_000;
    expect(await expireBatches(ledger, testActor, { olderThanMs: 60_000 })).toBe(1);
    await expect(getBatch(ledger, batch.jobId)).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
    await collect();
    expect(await ledger.blobs.has(batch.inputSha256)).toBe(false);
    expect(await ledger.blobs.has(batch.modelSha256)).toBe(false);
  });

  test.each(['no-such', '\0', ''])('there is no batch %j', async (id) => {
    await expect(getBatch(ledger, id)).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
  });
});
