import { testStores } from '@verdict/db/testing';
import {
  type Claim,
  cancelJob,
  claimJob,
  countJobs,
  enqueueJob,
  failJob,
  finishJob,
  getJob,
  type Job,
  type Ledger,
  listEvents,
  listJobs,
  renewLease,
  returnJob,
} from '@verdict/ledger';
import { testActor, testLedger } from '@verdict/ledger/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { letTimePass } from './jobs-time.ts';

describe.each(testStores())('jobs on $name', (store) => {
  let ledger: Awaited<ReturnType<typeof testLedger>>;
  beforeAll(async () => {
    ledger = await testLedger(store);
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });
  beforeEach(async () => {
    await sql`delete from job`.execute(ledger.sql);
    await sql`delete from event`.execute(ledger.sql);
  });

  const enqueue = async (over: Partial<Parameters<typeof enqueueJob>[2]> = {}): Promise<Job> =>
    (await enqueueJob(ledger, testActor, { kind: 'train', input: { data: 'films' }, ...over })).job;
  const claim = (over: Partial<Claim> = {}): Promise<Job | null> =>
    claimJob(ledger, { worker: 'worker:a', kinds: ['train'], leaseMs: 30_000, token: 'token-a', ...over });
  const effects = async (): Promise<number> => {
    const { items } = await listEvents(ledger, { action: 'test.effect' });
    return items.length;
  };
  const effect = async (inside: Ledger): Promise<void> => {
    await inside.sql
      .insertInto('event')
      .values({ at_ms: 0, actor: 'test', action: 'test.effect', subject_kind: 'test', subject: 'x' })
      .execute();
  };

  test('are counted by kind and state', async () => {
    expect(await countJobs(ledger)).toEqual([]);
    await enqueue();
    await enqueue();
    await enqueue({ kind: 'batch' });
    await claim();
    expect(await countJobs(ledger)).toEqual([
      { kind: 'batch', state: 'queued', jobs: 1 },
      { kind: 'train', state: 'queued', jobs: 1 },
      { kind: 'train', state: 'running', jobs: 1 },
    ]);
  });

  test('goes from the queue to a worker to done, and says so in events', async () => {
    const job = await enqueue();
    expect(job).toMatchObject({ state: 'queued', attempts: 0, maxAttempts: 3, input: { data: 'films' } });
    const claimed = await claim();
    expect(claimed).toMatchObject({ id: job.id, state: 'running', attempts: 1, worker: 'worker:a' });
    expect(await claim({ token: 'token-b' })).toBeNull();
    await renewLease(ledger, {
      id: job.id,
      token: 'token-a',
      leaseMs: 1000,
      progress: { stage: 'fit', fraction: 0.5 },
    });
    expect((await getJob(ledger, job.id)).progress).toEqual({ stage: 'fit', fraction: 0.5 });
    const done = await finishJob(ledger, { id: job.id, token: 'token-a', result: { version: 3 } });
    expect(done).toMatchObject({ state: 'done', result: { version: 3 }, error: null });
    expect(done.finishedMs).toBeGreaterThanOrEqual(done.startedMs ?? Number.NaN);
    const { items } = await listEvents(ledger, { subjectKind: 'job', subject: job.id });
    expect(items.map(({ action, actor }) => [action, actor])).toEqual([
      ['job.done', 'worker:a'],
      ['job.enqueued', 'local:tester'],
    ]);
  });

  test('is there exactly if the transaction that it was enqueued in is', async () => {
    const refused = ledger.transaction(async (inside) => {
      await enqueueJob(inside, testActor, { kind: 'train', input: {} });
      throw new Error('and then this');
    });
    await expect(refused).rejects.toThrow('and then this');
    expect((await listJobs(ledger)).items).toEqual([]);
  });

  test('sent twice with one key it is one job, also at once', async () => {
    const sent = await Promise.all(
      Array.from({ length: 5 }, () =>
        enqueueJob(ledger, testActor, { kind: 'train', input: { a: 1, b: 2 }, idempotencyKey: 'k1' }),
      ),
    );
    expect(new Set(sent.map(({ job }) => job.id)).size).toBe(1);
    expect(sent.filter(({ enqueued }) => enqueued)).toHaveLength(1);
    const same = await enqueueJob(ledger, testActor, {
      kind: 'train',
      input: { b: 2, a: 1 },
      idempotencyKey: 'k1',
    });
    expect(same.enqueued).toBe(false);
    await expect(
      enqueueJob(ledger, testActor, { kind: 'train', input: { a: 2 }, idempotencyKey: 'k1' }),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_USED' });
  });

  test('another actor’s key is another’s', async () => {
    const mine = await enqueueJob(ledger, testActor, { kind: 'train', input: 1, idempotencyKey: 'k' });
    const other = { name: 'eve', requestId: null };
    const theirs = await enqueueJob(ledger, other, { kind: 'train', input: 2, idempotencyKey: 'k' });
    expect(theirs.job.id).not.toBe(mine.job.id);
  });

  test('higher priority goes first, then who is due longer', async () => {
    const c = await enqueue({ dueMs: 3 });
    const a = await enqueue({ dueMs: 9, priority: 1 });
    const b = await enqueue({ dueMs: 2 });
    const order: (string | undefined)[] = [];
    for (const token of ['1', '2', '3']) order.push((await claim({ token }))?.id);
    expect(order).toEqual([a.id, b.id, c.id]);
  });

  test('is not taken before it is due, nor by who does other kinds', async () => {
    await enqueue({ dueMs: Date.now() + 60_000 });
    expect(await claim()).toBeNull();
    await letTimePass(ledger, 61_000);
    expect(await claim({ kinds: ['other'] })).toBeNull();
    expect(await claim({ kinds: [] })).toBeNull();
    expect(await claim()).not.toBeNull();
  });

  test('twenty workers at once take twenty jobs, each another', async () => {
    for (let at = 0; at < 20; at += 1) await enqueue();
    const taken = await Promise.all(Array.from({ length: 25 }, (_, at) => claim({ token: `t${at}` })));
    const ids = taken.flatMap((job) => (job ? [job.id] : []));
    expect(new Set(ids).size).toBe(20);
    expect(ids).toHaveLength(20);
  });

  test('of a worker that has gone it is another’s, and what the first does no longer counts', async () => {
    const { id } = await enqueue();
    await claim();
    await letTimePass(ledger, 29_000);
    expect(await claim({ token: 'token-b' })).toBeNull();
    expect(await renewLease(ledger, { id, token: 'token-a', leaseMs: 30_000, progress: null })).toBe('ok');
    await letTimePass(ledger, 29_000);
    expect(await claim({ token: 'token-b' })).toBeNull();
    await letTimePass(ledger, 2000);
    expect(await claim({ token: 'token-b', worker: 'worker:b' })).toMatchObject({
      id,
      attempts: 2,
      worker: 'worker:b',
    });
    expect(await renewLease(ledger, { id, token: 'token-a', leaseMs: 1, progress: null })).toBe('lost');
    const late = { id, token: 'token-a' };
    for (const end of [
      () => finishJob(ledger, { ...late, result: 1, work: effect }),
      () => failJob(ledger, { ...late, message: 'x', canRetry: true }),
      () => returnJob(ledger, late),
    ]) {
      await expect(end()).rejects.toMatchObject({ code: 'LEASE_LOST' });
    }
    expect(await effects()).toBe(0);
    await finishJob(ledger, { id, token: 'token-b', result: 2, work: effect });
    expect(await effects()).toBe(1);
  });

  test('a lease that ran out and that nobody took is as good as new', async () => {
    const { id } = await enqueue();
    await claim();
    await letTimePass(ledger, 60_000);
    expect(await renewLease(ledger, { id, token: 'token-a', leaseMs: 30_000, progress: null })).toBe('ok');
    expect(await claim({ token: 'token-b' })).toBeNull();
  });

  test('its effect and its end are one: the effect fails, and neither is there', async () => {
    const { id } = await enqueue();
    await claim();
    const work = async (inside: Ledger): Promise<void> => {
      await effect(inside);
      throw new Error('no');
    };
    await expect(finishJob(ledger, { id, token: 'token-a', result: 1, work })).rejects.toThrow('no');
    expect(await effects()).toBe(0);
    expect((await getJob(ledger, id)).state).toBe('running');
  });

  test('finished again by who does not know that it was, it does nothing', async () => {
    const { id } = await enqueue();
    await claim();
    for (let times = 0; times < 3; times += 1) {
      const done = await finishJob(ledger, { id, token: 'token-a', result: times, work: effect });
      expect(done).toMatchObject({ state: 'done', result: 0 });
    }
    expect(await effects()).toBe(1);
    await expect(
      failJob(ledger, { id, token: 'token-a', message: 'late', canRetry: true }),
    ).rejects.toMatchObject({ code: 'LEASE_LOST' });
  });

  test('fails three times with longer and longer waits between, and then for good', async () => {
    const { id } = await enqueue();
    for (const waitMs of [500, 1000]) {
      await claim();
      const before = await failJob(ledger, {
        id,
        token: 'token-a',
        message: 'again',
        canRetry: true,
        random: 0,
      });
      expect(before).toMatchObject({ state: 'queued', worker: null, error: { message: 'again' } });
      expect(await claim()).toBeNull();
      expect(before.dueMs - Date.now()).toBeGreaterThan(waitMs - 400);
      expect(before.dueMs - Date.now()).toBeLessThan(waitMs + 400);
      await letTimePass(ledger, waitMs);
    }
    expect(await claim()).toMatchObject({ attempts: 3, error: null });
    expect(await failJob(ledger, { id, token: 'token-a', message: 'enough', canRetry: true })).toMatchObject({
      state: 'failed',
      error: { message: 'enough' },
    });
    expect(await claim()).toBeNull();
  });

  test('that cannot do better another time it fails at once', async () => {
    const { id } = await enqueue();
    await claim();
    const failed = await failJob(ledger, {
      id,
      token: 'token-a',
      message: 'bad recipe\0\ud800',
      canRetry: false,
    });
    expect(failed).toMatchObject({ state: 'failed', attempts: 1 });
    expect(failed.error?.message).toMatch(/^bad recipe/);
  });

  test('deserted on its last attempt it has failed, and the next in the queue is taken', async () => {
    const { id } = await enqueue({ maxAttempts: 1 });
    await claim();
    const next = await enqueue();
    await letTimePass(ledger, 60_000);
    expect((await claim({ token: 'token-b' }))?.id).toBe(next.id);
    const job = await getJob(ledger, id);
    expect(job.state).toBe('failed');
    expect(job.error?.message).toMatch(/worker:a was gone .* attempt 1 of 1/);
  });

  test('given back by a worker that stops it is due at once, and the attempt is not counted', async () => {
    const { id } = await enqueue({ maxAttempts: 1 });
    await claim();
    expect(await returnJob(ledger, { id, token: 'token-a' })).toMatchObject({ state: 'queued', attempts: 0 });
    expect(await claim({ token: 'token-b' })).toMatchObject({ id, attempts: 1 });
  });

  describe('cancelled', () => {
    test('in the queue it is so at once', async () => {
      const { id } = await enqueue();
      expect(await cancelJob(ledger, testActor, id)).toMatchObject({ state: 'cancelled' });
      expect(await cancelJob(ledger, testActor, id)).toMatchObject({ state: 'cancelled' });
      expect(await claim()).toBeNull();
    });

    test('while it runs its worker is told, and ends it', async () => {
      const { id } = await enqueue();
      await claim();
      expect(await cancelJob(ledger, testActor, id)).toMatchObject({ state: 'running', cancelAsked: true });
      expect(await renewLease(ledger, { id, token: 'token-a', leaseMs: 1, progress: null })).toBe('cancel');
      const ended = await failJob(ledger, { id, token: 'token-a', message: 'stopped', canRetry: true });
      expect(ended.state).toBe('cancelled');
    });

    test('while it runs on a worker that has gone, the next worker ends it', async () => {
      const { id } = await enqueue();
      await claim();
      await cancelJob(ledger, testActor, id);
      await letTimePass(ledger, 60_000);
      expect(await claim({ token: 'token-b' })).toBeNull();
      expect((await getJob(ledger, id)).state).toBe('cancelled');
    });

    test('after it was done is refused', async () => {
      const { id } = await enqueue();
      await claim();
      await finishJob(ledger, { id, token: 'token-a', result: null });
      await expect(cancelJob(ledger, testActor, id)).rejects.toMatchObject({ code: 'JOB_FINISHED' });
    });
  });

  test('lists by pages, newest first, by kind and state', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push((await enqueue()).id);
    await enqueue({ kind: 'sweep' });
    const pages: string[] = [];
    let pageToken: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listJobs>> = await listJobs(ledger, {
        kind: 'train',
        state: 'queued',
        limit: 2,
        pageToken,
      });
      pages.push(...page.items.map(({ id }) => id));
      pageToken = page.nextPageToken;
    } while (pageToken !== null);
    expect(pages).toHaveLength(5);
    expect(new Set(pages)).toEqual(new Set(ids));
    expect((await listJobs(ledger)).items).toHaveLength(6);
    expect((await listJobs(ledger, { state: 'done' })).items).toEqual([]);
  });

  test.each([
    ['a kind in capitals', { kind: 'Train' }, 'NAME_INVALID'],
    ['a kind with a path', { kind: '../train' }, 'NAME_INVALID'],
    ['an input of 10 MB', { input: 'x'.repeat(10_000_000) }, 'LIMIT_EXCEEDED'],
    ['a NUL', { input: { text: 'a\0b' } }, 'VALUE_INVALID'],
    ['half a surrogate pair', { input: { text: '\ud800' } }, 'VALUE_INVALID'],
    ['a bigint', { input: { n: 1n } }, 'VALUE_INVALID'],
    ['no attempts', { maxAttempts: 0 }, 'VALUE_INVALID'],
    ['a priority that is no number', { priority: Number.NaN }, 'VALUE_INVALID'],
    ['a time that is infinite', { dueMs: Number.POSITIVE_INFINITY }, 'VALUE_INVALID'],
    ['a key with a line break', { idempotencyKey: 'a\nb' }, 'VALUE_INVALID'],
    ['an empty key', { idempotencyKey: '' }, 'VALUE_INVALID'],
  ])('refuses %s', async (_, over, code) => {
    await expect(enqueue(over)).rejects.toMatchObject({ code });
  });

  test('keeps text that only looks like an escape', async () => {
    const input = { text: 'C:\\u0000 and \\\\ud800' };
    expect((await enqueue({ input })).input).toEqual(input);
  });

  test('of an unknown id there is nothing to be had', async () => {
    await expect(getJob(ledger, 'x')).rejects.toMatchObject({ code: 'JOB_UNKNOWN' });
    await expect(cancelJob(ledger, testActor, 'x')).rejects.toMatchObject({ code: 'JOB_UNKNOWN' });
    await expect(finishJob(ledger, { id: 'x', token: 't', result: 1 })).rejects.toMatchObject({
      code: 'JOB_UNKNOWN',
    });
  });
});
