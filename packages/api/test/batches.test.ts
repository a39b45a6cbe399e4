import { type Batch, createClient } from '@verdict/api';
import { expect, test } from 'vitest';
import { type Answer, json, problem, unrulyServer } from './unruly-server.ts';

const batch = (processed: number, status: Batch['status'] = 'running'): Partial<Batch> => ({
  job_id: 'a',
  status,
  processed_texts: processed,
});

/** These events, in pieces that are cut anywhere; then the connection breaks, or ends. */
const events =
  (batches: readonly Partial<Batch>[], ending: 'end' | 'break'): Answer =>
  (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const text = batches
      .map((each) => `: still there\n\nevent: batch\ndata: ${JSON.stringify(each)}\n\n`)
      .join('');
    const at = Math.floor(text.length / 2);
    response.write(text.slice(0, at));
    setTimeout(() => {
      response.write(text.slice(at));
      setTimeout(() => (ending === 'end' ? response.end() : request.socket.destroy()), 20);
    }, 20);
  };

async function watched(url: string, signal?: AbortSignal): Promise<unknown[]> {
  const seen: unknown[] = [];
  const client = createClient({ url, retries: { most: 0 } });
  for await (const { processed_texts, status } of client.batches.watch('a', { ...(signal && { signal }) })) {
    seen.push(`${processed_texts} ${status}`);
  }
  return seen;
}

test('a batch is watched to its end', async () => {
  const { url, requests } = await unrulyServer(events([batch(1), batch(2), batch(3, 'done')], 'end'));
  expect(await watched(url)).toEqual(['1 running', '2 running', '3 done']);
  expect(requests).toHaveLength(1);
  expect(requests[0].headers.accept).toBe('text/event-stream');
});

test('a stream that breaks or ends is opened again, and nothing of the batch is missed', async () => {
  const { url } = await unrulyServer(
    events([batch(1)], 'break'),
    json(batch(2)),
    events([], 'end'),
    json(batch(3, 'failed')),
  );
  expect(await watched(url)).toEqual(['1 running', '2 running', '3 failed']);
});

test('watching is given up where the batch is not there, and when the caller has had enough', async () => {
  const { url } = await unrulyServer(problem(404, 'BATCH_UNKNOWN'));
  await expect(watched(url)).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
  const endless = await unrulyServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .write(`data: ${JSON.stringify(batch(1))}\n\n`);
  });
  await expect(watched(endless.url, AbortSignal.timeout(200))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('results come page after page', async () => {
  const page = (rows: number[], has_more: boolean) =>
    json({ results: rows.map((row) => ({ row })), has_more });
  const { url, requests } = await unrulyServer(
    page([0, 1], true),
    problem(503, 'DATABASE_BUSY'),
    page([2], false),
  );
  const client = createClient({ url, retries: { most: 1, baseMs: 1 } });
  const rows: number[] = [];
  for await (const { row } of client.batches.results('a')) rows.push(row);
  expect(rows).toEqual([0, 1, 2]);
  expect(requests.map((request) => request.url)).toEqual([
    '/api/v1/batch/results/a?page=1&page_size=1000',
    '/api/v1/batch/results/a?page=2&page_size=1000',
    '/api/v1/batch/results/a?page=2&page_size=1000',
  ]);
});

test('a file is sent as what it is, again with the same key where the answer was lost', async () => {
  const { url, requests, bodies } = await unrulyServer(
    problem(503, 'DATABASE_BUSY'),
    json(batch(0, 'queued'), 202),
  );
  const client = createClient({ url, retries: { most: 1, baseMs: 1 } });
  await client.batches.submit({
    body: () => new Blob(['text\na\n']),
    format: 'csv',
    model: 'm@1',
    webhook: { url: 'https://example.org/', secret: 'a secret of ours' },
  });
  expect(bodies).toEqual(['text\na\n', 'text\na\n']);
  const [first, second] = requests.map(({ headers }) => headers);
  expect(second['idempotency-key']).toBe(first['idempotency-key']);
  expect(second).toMatchObject({ 'content-type': 'text/csv', 'webhook-secret': 'a secret of ours' });
  expect(requests[1].url).toBe('/api/v1/batch/predict?model=m%401&webhook_url=https%3A%2F%2Fexample.org%2F');
});
