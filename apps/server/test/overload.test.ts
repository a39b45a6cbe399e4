import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '@verdict/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Of every text, by the wall clock: what else the machine does makes the server’s own work slower, not this. */
const costMs = 5;
const { maxWaitMs } = readConfig({}, {});

interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly tookMs: number;
  /** Since its run began. */
  readonly sentAtMs: number;
}

let child: ChildProcess;
let port = 0;
// More than ever wait: an open loop does not hold back what it has to send.
const agent = new Agent({ keepAlive: true, maxSockets: 500 });
const body = JSON.stringify({ text: 'A warm, funny and beautifully acted film.' });

beforeAll(async () => {
  child = fork(fileURLToPath(new URL('./overload-child.ts', import.meta.url)), [String(costMs)]);
  [{ port }] = (await once(child, 'message')) as [{ port: number }];
  // What is asked first is slow for other reasons.
  await closedLoop(10, 1000);
});
afterAll(() => {
  agent.destroy();
  child.kill();
});

function ask(runBeganAt: number): Promise<Reply> {
  const sentAt = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/api/v1/predict',
      method: 'POST',
      agent,
      headers,
    });
    asked.on('response', (response) => {
      response.resume();
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          tookMs: performance.now() - sentAt,
          sentAtMs: sentAt - runBeganAt,
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** For how long the server has had a processor: what the machine does for others is not counted. */
async function ranMs(): Promise<number> {
  child.send('how long?');
  const [told] = (await once(child, 'message')) as [{ ranMs: number }];
  return told.ranMs;
}

/** So many at any time, each asking again as soon as it is answered: what the server can do at most. */
async function closedLoop(callers: number, forMs: number) {
  const ranBefore = await ranMs();
  const beganAt = performance.now();
  let answered = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() - beganAt < forMs) {
        const { status } = await ask(beganAt);
        if (status === 200) answered++;
      }
    }),
  );
  const perSecond = (answered / (performance.now() - beganAt)) * 1000;
  return { perSecond, ranMsEach: ((await ranMs()) - ranBefore) / answered };
}

/** So many a second, whatever becomes of them; and for how long this process itself was held up by the machine. */
async function openLoop(perSecond: number, forMs: number) {
  const beganAt = performance.now();
  const asked: Promise<Reply>[] = [];
  let heldUpMs = 0;
  for (let sinceMs = 0; sinceMs < forMs; ) {
    while (asked.length < (sinceMs / 1000) * perSecond) asked.push(ask(beganAt));
    await pause(1);
    const nowMs = performance.now() - beganAt;
    heldUpMs = Math.max(heldUpMs, nowMs - sinceMs);
    sinceMs = nowMs;
  }
  return { replies: await Promise.all(asked), heldUpMs };
}

function tookMs(replies: readonly Reply[], share: number): number {
  const times = replies.map((reply) => reply.tookMs).sort((a, b) => a - b);
  return times[Math.floor((times.length - 1) * share)];
}

describe('three times as many requests as a model of 5 ms a text can answer', () => {
  test('are answered as fast as it can, and the rest is refused quickly', { timeout: 60_000 }, async () => {
    const before = await closedLoop(10, 2000);
    const forMs = 4000;
    const ranBefore = await ranMs();
    const { replies, heldUpMs } = await openLoop(3 * (1000 / costMs), forMs);
    const ran = (await ranMs()) - ranBefore;
    const { replies: calm } = await openLoop(0.3 * before.perSecond, 2500);
    const after = await closedLoop(10, 2000);

    const served = replies.filter(({ status }) => status === 200);
    const refused = replies.filter(({ status }) => status === 503);
    expect(served.length + refused.length).toBe(replies.length);
    // Those that still wait when the last one is sent are answered within the longest wait.
    const servedPerSecond = (served.length / (forMs + maxWaitMs)) * 1000;
    const capacity = Math.min(before.perSecond, after.perSecond);
    const refusalMs = (ran - (served.length * (before.ranMsEach + after.ranMsEach)) / 2) / refused.length;
    const [p50, p99] = [0.5, 0.99].map((share) => [served, refused].map((of) => tookMs(of, share)));
    if (process.env.VERDICT_TEST_LOG) {
      const seen = { capacity, servedPerSecond, refusalMs, p50, p99, heldUpMs };
      process.stderr.write(`${JSON.stringify(seen)}\n`);
    }
    // The rate holds: of the server's time the answers get all but what it takes to say no, and that is little. By the
    // clock, where the machine may be another's for one of these times, it is only no idler.
    expect(refusalMs).toBeLessThan(costMs / 10);
    expect(servedPerSecond).toBeGreaterThan(0.5 * capacity);

    expect(refused.every(({ retryAfter }) => retryAfter === '1')).toBe(true);
    // A text that is being answered and the requests that came with it, 10 ms or so; the rest is the machine's.
    expect(p50[1]).toBeLessThan(10 * costMs);
    expect(p99[1]).toBeLessThan(maxWaitMs / 2 + 5 * heldUpMs);
    expect(p99[0]).toBeLessThan(2 * maxWaitMs + 5 * heldUpMs);

    // What waited is answered, and then it is as if nothing had been.
    const afterwards = calm.filter(({ sentAtMs }) => sentAtMs > 2 * maxWaitMs);
    expect(afterwards.length).toBeGreaterThan(30);
    expect(afterwards.every(({ status }) => status === 200)).toBe(true);
    expect(tookMs(afterwards, 0.5)).toBeLessThan(10 * costMs);
  });
});
