import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { json, problem, unrulyServer } from './unruly-server.ts';

test('the client works in a worker thread as it does elsewhere, repeats and refusals among it', async () => {
  const answer = { predictions: [{ label: 'good' }, { label: 'bad' }] };
  const { url, requests } = await unrulyServer(
    problem(503, 'OVERLOADED', { 'retry-after': '0' }),
    json(answer),
    problem(404, 'RUN_UNKNOWN'),
  );
  const worker = new Worker(new URL('./client-worker.ts', import.meta.url), { workerData: { url } });
  const [heard] = await once(worker, 'message');
  expect(heard).toEqual({ answers: answer.predictions, refusal: { code: 'RUN_UNKNOWN', status: 404 } });
  expect(requests).toHaveLength(3);
});
