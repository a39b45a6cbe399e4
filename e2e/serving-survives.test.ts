import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@verdict/api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findPostgres } from '../packages/db/src/testing/postgres-cluster.ts';
import { type OwnRecord, ownRecord } from './own-record.ts';
import { type Started, up } from './started.ts';
import { type Outcome, type Seen, steadyLoad } from './steady-load.ts';

const model = 'sentiment-en';
const swaps = 50;
const perSecond = 200;
/** Questions of one visitor come a second apart, so that none overtakes the one before it. */
const visitors = 200;
/** Some seconds of work, so that the worker that is killed has not done it all. */
const batchRows = 200_000;
/** A minute, as an upgrade of a database takes, where there is time for it. */
const outageMs = Number(process.env.VERDICT_TEST_OUTAGE_MS ?? 8000);

describe.runIf(findPostgres() !== null)('a server under steady load', () => {
  test('swaps its model fifty times and fails nobody', { timeout: 120_000 }, async () => {
    const { record, load, client } = await loaded();
    await client.models.register(model, await record.otherModel());
    for (let swap = 0; swap < swaps; swap++) {
      const version = swap % 2 === 0 ? 2 : 1;
      await client.models.promote(model, { version, force: true, reason: `swap ${swap}` });
      // Who asks once the alias has moved is answered by the version that it moved to.
      expect((await load.next()).version).toBe(version);
      await sleep(100);
    }
    const outcome = await load.stop();
    expect(outcome.failures).toEqual([]);
    expect(changes(outcome)).toBeGreaterThanOrEqual(swaps);
    await everyAnswerIsARow(record, outcome);
  });

  test('answers while the database is away, and keeps what it said', {
    timeout: 60_000 + 3 * outageMs,
  }, async () => {
    const { record, load } = await loaded();
    const { cluster } = record;
    await load.next();
    // As a crash leaves it: what was written and not yet acknowledged is written again, and must not be there twice.
    await cluster.stop('immediate');
    const before = load.soFar().answers.length;
    await sleep(outageMs);
    // Nobody was kept waiting by a database that was not there.
    expect(load.soFar().answers.length - before).toBeGreaterThan((0.8 * perSecond * outageMs) / 1000);
    await cluster.start();
    await sleep(1000);
    const outcome = await load.stop();
    expect(outcome.failures).toEqual([]);
    await everyAnswerIsARow(record, outcome);
  });

  test('moves from a champion to a canary by steps and fails nobody', { timeout: 120_000 }, async () => {
    const { record, load, client, server } = await loaded();
    await client.models.register(model, await record.otherModel());
    const steps: { readonly percent: number; readonly from: number; to: number }[] = [];
    for (const percent of [0, 10, 25, 50, 75, 100]) {
      await share(server, percent);
      steps.push({ percent, from: load.soFar().asked, to: 0 });
      await sleep(2000);
      steps[steps.length - 1].to = load.soFar().asked;
    }
    await client.models.promote(model, { version: 2, force: true, reason: 'all of it goes there' });
    expect((await load.next()).version).toBe(2);
    const outcome = await load.stop();
    expect(outcome.failures).toEqual([]);
    for (const { percent, from, to } of steps) {
      const during = outcome.answers.filter(({ asked }) => asked >= from && asked < to);
      const moved = during.filter(({ version }) => version === 2).length / during.length;
      if (percent === 0 || percent === 100) expect(moved).toBe(percent / 100);
      // Of 200 visitors: three standard deviations of the widest share are 11 points.
      else expect(Math.abs(moved - percent / 100)).toBeLessThan(0.11);
    }
    expect(visitorsWhoWentBack(outcome)).toEqual([]);
    await everyAnswerIsARow(record, outcome);
  });

  test('does not notice that a worker is killed, and the work is done by another', {
    timeout: 180_000,
  }, async () => {
    const { record, load, client } = await loaded({ VERDICT_ROLES: 'http' });
    const texts = Array.from({ length: batchRows }, (_, row) => ({
      text: `A warm story, ${row}, with a dull end.`,
    }));
    const body = new TextEncoder().encode(`${texts.map((text) => JSON.stringify(text)).join('\n')}\n`);
    const first = await worker(record, 'first');
    const { job_id } = await client.batches.submit({ body, format: 'jsonl' });
    await expect.poll(() => client.batches.get(job_id).then(({ status }) => status), polling).toBe('running');
    await first.kill();
    expect((await client.batches.get(job_id)).status).toBe('running');
    await worker(record, 'second');
    const done = await lastOf(client.batches.watch(job_id));
    expect(done).toMatchObject({ status: 'done', processed_texts: texts.length, failed_texts: 0 });
    const outcome = await load.stop();
    expect(outcome.failures).toEqual([]);
    await everyAnswerIsARow(record, outcome);
  });
});

const polling = { timeout: 30_000, interval: 50 };

/** A server with its own record, which is asked from now on. */
async function loaded(env: Readonly<Record<string, string>> = {}) {
  const record = await ownRecord();
  onTestFinished(record.remove);
  const server = await up({ ...record.env, ...env });
  onTestFinished(server.stop);
  const load = steadyLoad(server.url, {
    perSecond,
    body: (asked) => ({
      text: `A warm, funny story, number ${asked}; the ending is dull.`,
      key: visitorOf(asked),
    }),
  });
  onTestFinished(async () => void (await load.stop()));
  return { record, server, load, client: createClient({ url: server.url }) };
}

async function worker(record: OwnRecord, name: string): Promise<Started> {
  const home = `${record.env.VERDICT_HOME}-${name}`;
  const started = await up({ ...record.env, VERDICT_HOME: home, VERDICT_ROLES: 'worker' });
  onTestFinished(started.stop);
  return started;
}

/** Without rules: a machine that has other work must not end the trial. */
async function share({ url }: Started, percent: number): Promise<void> {
  const rules = { failure_share: null, latency_ratio: null, accuracy_drop: null };
  const reply = await fetch(`${url}/api/v1/models/${model}/traffic`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode: 'canary', version: 2, percent, rules }),
  });
  expect(reply.status, await reply.text()).toBe(200);
}

function visitorOf(asked: number): string {
  return `visitor-${asked % visitors}`;
}

/** A growing share keeps those who are in it. */
function visitorsWhoWentBack({ answers }: Outcome): readonly string[] {
  const moved = new Set<string>();
  const back = new Set<string>();
  for (const { asked, version } of inOrder(answers)) {
    const visitor = visitorOf(asked);
    if (version === 2) moved.add(visitor);
    else if (moved.has(visitor)) back.add(visitor);
  }
  return [...back];
}

async function everyAnswerIsARow(record: OwnRecord, { answers, asked }: Outcome): Promise<void> {
  expect(answers.length).toBe(asked);
  await expect.poll(async () => (await record.logged()).size, polling).toBe(answers.length);
  const said = new Map(
    answers.map(({ id, label, model: name, version }) => [id, { label, model: name, version }]),
  );
  expect(await record.logged()).toEqual(said);
}

/** How often the version changed, in the order of the questions. */
function changes({ answers }: Outcome): number {
  return inOrder(answers).filter(({ version }, at, all) => at > 0 && version !== all[at - 1].version).length;
}

function inOrder(answers: readonly Seen[]): readonly Seen[] {
  return [...answers].sort((a, b) => a.asked - b.asked);
}

async function lastOf<Value>(values: AsyncIterable<Value>): Promise<Value | undefined> {
  let last: Value | undefined;
  for await (const value of values) last = value;
  return last;
}
