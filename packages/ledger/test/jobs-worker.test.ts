import { setTimeout as sleep } from 'node:timers/promises';
import { testStores } from '@verdict/db/testing';
import {
  cancelJob,
  claimJob,
  enqueueJob,
  getJob,
  type Job,
  type JobHandler,
  type JobOutcome,
  type JobState,
  LedgerError,
  listEvents,
  runWorker,
  type WorkerOptions,
} from '@verdict/ledger';
import { testActor, testLedger } from '@verdict/ledger/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { letTimePass } from './jobs-time.ts';

/** In a moment, or a little later on a machine that has other work. */
const soon = { timeout: 20_000 };

describe.each(testStores())('a worker on $name', (store) => {
  let ledger: Awaited<ReturnType<typeof testLedger>>;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    ledger = await testLedger(store);
  });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });

  let lastKind = 0;
  /** A worker that does jobs of a kind of this test's own. */
  const work = (handler: JobHandler, options: Partial<WorkerOptions> = {}) => {
    lastKind += 1;
    const kind = `kind-${lastKind}`;
    const outcomes: JobOutcome[] = [];
    const start = (more: Partial<WorkerOptions> = {}) => {
      const worker = runWorker(ledger, {
        worker: 'worker:test',
        handlers: { [kind]: handler },
        leaseMs: 600,
        pollMs: 20,
        graceMs: 0,
        haltMs: 200,
        onOutcome: (outcome) => outcomes.push(outcome),
        ...options,
        ...more,
      });
      stops.push(worker.stop);
      return worker;
    };
    const enqueue = async (input: unknown = {}, more: { maxAttempts?: number } = {}): Promise<Job> =>
      (await enqueueJob(ledger, testActor, { kind, input, ...more })).job;
    return { kind, worker: start(), start, enqueue, outcomes };
  };
  const until = async (id: string, ...states: readonly JobState[]): Promise<Job> => {
    for (;;) {
      const job = await getJob(ledger, id);
      if (states.includes(job.state)) return job;
      await sleep(10);
    }
  };

  test('does a job, and keeps its result', async () => {
    const { enqueue, outcomes } = work(async (input, { attempt }) => ({ twice: [input, input], attempt }));
    const { id } = await enqueue('a');
    expect(await until(id, 'done')).toMatchObject({ result: { twice: ['a', 'a'], attempt: 1 } });
    await expect
      .poll(() => outcomes, soon)
      .toMatchObject([{ jobId: id, outcome: 'done', attempt: 1, error: null }]);
  });

  test('is woken by who enqueued in its process', async () => {
    const { worker, enqueue } = work(async () => 1, { pollMs: 60_000 });
    await sleep(50);
    const { id } = await enqueue();
    worker.wake();
    await until(id, 'done');
  });

  test('does as many at once as it was told to', async () => {
    let atOnce = 0;
    let most = 0;
    const { enqueue } = work(
      async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        // Until three are at it, however long taking them takes; and a little longer, for a fourth.
        for (let waited = 0; most < 3 && waited < 5000; waited += 10) await sleep(10);
        await sleep(40);
        atOnce -= 1;
      },
      { concurrency: 3 },
    );
    const jobs = await Promise.all(Array.from({ length: 9 }, () => enqueue()));
    await Promise.all(jobs.map(({ id }) => until(id, 'done')));
    expect(most).toBe(3);
  });

  test('keeps its lease for as long as the work takes, and tells how far it is', async () => {
    const { enqueue, kind } = work(async (_input, { progress }) => {
      progress('fit', 0.25);
      await sleep(1000);
      progress('evaluate', Number.NaN);
      await sleep(400);
    });
    const { id } = await enqueue();
    await expect
      .poll(async () => (await getJob(ledger, id)).progress, soon)
      .toEqual({ stage: 'fit', fraction: 0.25 });
    await sleep(700);
    const other = { worker: 'worker:other', kinds: [kind], leaseMs: 1000, token: 'other' };
    expect(await claimJob(ledger, other)).toBeNull();
    expect(await until(id, 'done')).toMatchObject({
      attempts: 1,
      progress: { stage: 'evaluate', fraction: 0 },
    });
  });

  test('tries again what failed, and not what can never pass', async () => {
    const { enqueue, outcomes } = work(async (input, { attempt }) => {
      if (input === 'never') throw new LedgerError('NAME_INVALID', 'That is no name.');
      if (attempt === 1) throw new Error('Not now.');
      return attempt;
    });
    const never = await enqueue('never');
    expect(await until(never.id, 'failed')).toMatchObject({
      attempts: 1,
      error: { message: 'That is no name.' },
    });
    const again = await enqueue('again');
    await expect
      .poll(async () => (await getJob(ledger, again.id)).error, soon)
      .toEqual({ message: 'Not now.' });
    await letTimePass(ledger, 2000);
    expect(await until(again.id, 'done')).toMatchObject({ attempts: 2, result: 2, error: null });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'retried', 'done']);
  });

  test('fails a job whose result cannot be kept', async () => {
    const { enqueue } = work(async () => ({ n: 1n }));
    const { id } = await enqueue({}, { maxAttempts: 1 });
    expect((await until(id, 'failed')).error?.message).toMatch(/cannot be written as JSON/);
  });

  test('stops a job that is cancelled', async () => {
    const { enqueue, outcomes } = work(
      (_input, { signal }) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
        ),
    );
    const { id } = await enqueue();
    await until(id, 'running');
    await cancelJob(ledger, testActor, id);
    await until(id, 'cancelled');
    await expect.poll(() => outcomes.map(({ outcome }) => outcome), soon).toEqual(['cancelled']);
  });

  test('goes on without a job that was cancelled and does not hear', async () => {
    const { enqueue } = work(() => sleep(3000, 'too late'));
    const { id } = await enqueue();
    await until(id, 'running');
    await cancelJob(ledger, testActor, id);
    await until(id, 'cancelled');
  });

  test('hears that it has lost a job, and counts for nothing', async () => {
    const heard: string[] = [];
    const { enqueue, kind, outcomes } = work(async (_input, { signal }) => {
      await sleep(5000, undefined, { signal }).catch(() => {});
      heard.push((signal.reason as Error).message);
      return 'mine';
    });
    const { id } = await enqueue();
    await until(id, 'running');
    await letTimePass(ledger, 60_000);
    const taken = await claimJob(ledger, {
      worker: 'worker:other',
      kinds: [kind],
      leaseMs: 60_000,
      token: 'other',
    });
    expect(taken?.id).toBe(id);
    await expect.poll(() => outcomes.map(({ outcome }) => outcome), soon).toEqual(['lost']);
    expect(heard).toEqual(['The job is no longer held by this worker.']);
    expect(await getJob(ledger, id)).toMatchObject({
      state: 'running',
      worker: 'worker:other',
      result: null,
    });
  });

  test('stopped, it gives back what it has not finished, and another worker does it', async () => {
    const begun: number[] = [];
    const { worker, start, enqueue, outcomes } = work(async (_input, { attempt, signal }) => {
      begun.push(attempt);
      if (begun.length === 1) await sleep(5000, undefined, { signal });
      return 'done';
    });
    const { id } = await enqueue({}, { maxAttempts: 1 });
    await until(id, 'running');
    await Promise.all([worker.stop(), worker.stop()]);
    expect(await getJob(ledger, id)).toMatchObject({ state: 'queued', attempts: 0, worker: null });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['returned']);
    start();
    await until(id, 'done');
    expect(begun).toEqual([1, 1]);
  });

  test('stopped, it lets a job end that is nearly there', async () => {
    const { worker, enqueue } = work(() => sleep(100, 'there'), { graceMs: 5000 });
    const { id } = await enqueue();
    await until(id, 'running');
    await worker.stop();
    expect(await getJob(ledger, id)).toMatchObject({ state: 'done', result: 'there' });
  });

  test('stopped, it does not wait for a job that does not hear', async () => {
    const { worker, enqueue } = work(() => sleep(4000));
    const { id } = await enqueue();
    await until(id, 'running');
    const before = performance.now();
    await worker.stop();
    expect(performance.now() - before).toBeLessThan(2000);
    expect((await getJob(ledger, id)).state).toBe('queued');
  });

  test('ends with its signal', async () => {
    const abort = new AbortController();
    const { worker, enqueue } = work(async () => 1, { signal: abort.signal });
    abort.abort();
    await worker.stop();
    const { id } = await enqueue();
    await sleep(100);
    expect((await getJob(ledger, id)).state).toBe('queued');
  });

  test('five workers do fifty jobs, each once in effect', async () => {
    const { start, enqueue } = work(async (_input, { jobId, atEnd }) => {
      atEnd(async (inside) => {
        await inside.sql
          .insertInto('event')
          .values({ at_ms: 0, actor: 'test', action: 'test.fifty', subject_kind: 'job', subject: jobId })
          .execute();
      });
    });
    for (let more = 0; more < 4; more += 1) start();
    const jobs = await Promise.all(Array.from({ length: 50 }, () => enqueue()));
    await Promise.all(jobs.map(({ id }) => until(id, 'done')));
    const { items } = await listEvents(ledger, { action: 'test.fifty' });
    expect(items.map(({ subject }) => subject).sort()).toEqual(jobs.map(({ id }) => id).sort());
  });

  test('goes on after the record did not answer for a while', async () => {
    let down = true;
    const trouble: unknown[] = [];
    const kind = 'after-trouble';
    const { job } = await enqueueJob(ledger, testActor, { kind, input: {} });
    // The database is real; the wire to it is cut and mended.
    const cut: typeof ledger = {
      ...ledger,
      transaction: (inside) =>
        down ? Promise.reject(new Error('The wire is cut.')) : ledger.transaction(inside),
    };
    const worker = runWorker(cut, {
      worker: 'worker:test',
      handlers: { [kind]: async () => 1 },
      pollMs: 10,
      onTrouble: (error) => trouble.push(error),
    });
    stops.push(worker.stop);
    await expect.poll(() => trouble.length, soon).toBeGreaterThan(1);
    down = false;
    await until(job.id, 'done');
  });
});
