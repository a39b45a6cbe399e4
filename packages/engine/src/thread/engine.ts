import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../refusal.ts';
import { type JobName, jobs } from './jobs.ts';
import type { EngineContext, EngineStart, FromEngine } from './protocol.ts';

const { job, request, beganAt } = workerData as EngineStart;
const giveUp = new AbortController();
// The terminal says one thing only: stop.
parentPort?.on('message', () => giveUp.abort());

const send = (message: FromEngine): void => parentPort?.postMessage(message);

const context: EngineContext<unknown> = {
  report: (event) => send({ kind: 'event', event }),
  signal: giveUp.signal,
  whileWriting: async (write) => {
    send({ kind: 'writing', on: true });
    return write().finally(() => send({ kind: 'writing', on: false }));
  },
  now: () => performance.timeOrigin + performance.now() - beganAt,
};

try {
  const run = (await jobs[job as JobName]()) as (request: unknown, context: unknown) => Promise<unknown>;
  send({ kind: 'done', output: await run(request, context) });
} catch (error) {
  send({ kind: 'failed', failure: failureOf(error) });
}
