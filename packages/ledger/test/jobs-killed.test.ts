import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore, type StorePlace } from '@verdict/db';
import { testStores } from '@verdict/db/testing';
import {
  enqueueJob,
  folderBlobs,
  getJob,
  type Job,
  type JobState,
  listEvents,
  openLedger,
  runWorker,
} from '@verdict/ledger';
import { testActor, testLedger } from '@verdict/ledger/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Each starts processes that open databases, on a machine that may have other work.
vi.setConfig({ testTimeout: 120_000 });

const script = fileURLToPath(new URL('./jobs-child.ts', import.meta.url));

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** A worker in a process of its own; resolves when it works. */
async function start(
  place: StorePlace,
  schema: string,
  worker: string,
): Promise<{ child: ChildProcess; said: () => string }> {
  const child = spawn(process.execPath, [script, JSON.stringify(place), schema, worker], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  await expect.poll(() => text, { timeout: 60_000 }).toContain('ready');
  return { child, said: () => text };
}

test('a killed process with the embedded store: the next one does its job, after the lease', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-killed-'));
  const place: StorePlace = { kind: 'embedded', folder };
  const blobs = await folderBlobs(join(folder, 'blobs'));
  const open = async () => {
    const store = await openStore(place);
    return { store, ledger: await openLedger({ store, blobs, clock: Date.now }) };
  };
  const before = await open();
  const { job } = await enqueueJob(before.ledger, testActor, {
    kind: 'to-be-killed',
    input: { slowFirst: true },
  });
  await before.store.close();
  const { child, said } = await start(place, 'verdict', 'worker:first');
  await expect.poll(said, { timeout: 60_000 }).toContain('attempt 1');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { store, ledger } = await open();
  const worker = runWorker(ledger, {
    worker: 'worker:second',
    pollMs: 50,
    handlers: { 'to-be-killed': async (_input, { attempt }) => attempt },
  });
  await expect
    .poll(() => getJob(ledger, job.id), { timeout: 60_000 })
    .toMatchObject({ state: 'done', result: 2 });
  await worker.stop();
  await store.close();
  await rm(folder, { recursive: true });
});

describe.each(testStores().filter(({ place }) => place.kind === 'postgres'))(
  'workers that are killed, on $name',
  (store) => {
    let ledger: Awaited<ReturnType<typeof testLedger>>;
    beforeAll(async () => {
      ledger = await testLedger(store);
    });
    afterAll(async () => {
      await ledger.remove();
      await store.close();
    });
    const until = async (id: string, state: JobState): Promise<Job> => {
      for (;;) {
        const job = await getJob(ledger, id);
        if (job.state === state) return job;
        await sleep(20);
      }
    };

    test('kill -9 in the middle of a job: another does it, and its effect is there once', async () => {
      const first = await start(store.place, ledger.schema, 'worker:first');
      const { job } = await enqueueJob(ledger, testActor, {
        kind: 'to-be-killed',
        input: { slowFirst: true },
      });
      await expect.poll(first.said, { timeout: 60_000 }).toContain('attempt 1');
      const second = await start(store.place, ledger.schema, 'worker:second');
      await sleep(1500);
      // Alive, it keeps its job beyond a lease's length.
      expect(second.said()).not.toContain(job.id);
      first.child.kill('SIGKILL');
      const done = await until(job.id, 'done');
      expect(done).toMatchObject({ attempts: 2, worker: 'worker:second', result: { by: 'worker:second' } });
      const { items } = await listEvents(ledger, {
        action: 'test.killed',
        subjectKind: 'job',
        subject: job.id,
      });
      expect(items.map(({ actor }) => actor)).toEqual(['worker:second']);
    });

    test('workers killed at any moment: every job is done, and each effect is there once', async () => {
      const jobs: string[] = [];
      for (let at = 0; at < 60; at += 1) {
        const { job } = await enqueueJob(ledger, testActor, {
          kind: 'to-be-killed',
          input: { slowFirst: false },
          maxAttempts: 20,
        });
        jobs.push(job.id);
      }
      const steady = await start(store.place, ledger.schema, 'worker:steady');
      for (let at = 0; at < 3; at += 1) {
        const { child } = await start(store.place, ledger.schema, `worker:victim-${at}`);
        await sleep(120);
        child.kill('SIGKILL');
      }
      for (const id of jobs) await until(id, 'done');
      const { items } = await listEvents(ledger, { action: 'test.killed', limit: 1000 });
      const effects = items.map(({ subject }) => subject).filter((subject) => jobs.includes(subject));
      expect(effects.sort()).toEqual([...jobs].sort());
      steady.child.kill('SIGKILL');
    });
  },
);
