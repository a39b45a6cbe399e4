import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Batch, type BatchResult, createClient } from '@verdict/api';
import { expect, onTestFinished, test } from 'vitest';
import { type Started, up, workspace } from './started.ts';

/** Enough for several seconds, or it is done before it can be killed. A million: `VERDICT_BATCH_ROWS=1000000`. */
const rows = Number(process.env.VERDICT_BATCH_ROWS ?? 400_000);
/** A worker's lease has to run out before another takes its job, and a million rows take their time. */
const timeout = 120_000 + rows;
/** Every so many rows one is blank. */
const blankEvery = 1000;
/**
 * What a server may grow by while rows pass through, once they do: the noise of two collectors. A million rows held
 * anywhere would be more.
 */
const mostGrowthBytes = 250 * 2 ** 20;

const textOf = (row: number): string =>
  row % blankEvery === 0
    ? ''
    : `Row ${row}: a film that ${row % 3 === 0 ? 'bored' : 'moved'} me, "truly", to tears.`;

test('a batch whose server is killed in its middle has every row once', { timeout }, async () => {
  const { home, remove } = await workspace();
  onTestFinished(remove);
  const env = { VERDICT_HOME: home };
  const file = join(home, 'texts.csv');
  await pipeline(Readable.from(csvOf(rows)), createWriteStream(file));

  const first = await up(env);
  const before = createClient({ url: first.url });
  const submitted = await before.batches.submit({ body: () => createReadStream(file), format: 'csv' });
  expect(submitted.total_texts).toBe(rows);
  const part = await passing(before.batches.watch(submitted.job_id), rows / 20);
  expect(part.status).toBe('running');
  await first.kill();

  const second = await up(env);
  onTestFinished(second.stop);
  const client = createClient({ url: second.url });
  const taken = await client.batches.get(submitted.job_id);
  expect(taken.processed_texts).toBeGreaterThanOrEqual(part.processed_texts);
  expect(taken.processed_texts).toBeLessThan(rows);
  // Somebody in a hurry does not wait for it.
  const urgent = await client.batches.submit({ texts: ['A short one.'], priority: 'high' });
  const urgentEnd = await passing(client.batches.watch(urgent.job_id), Number.POSITIVE_INFINITY);
  await passing(client.batches.watch(submitted.job_id), taken.processed_texts + 1);
  const memory = watchMemory(second);
  const ended = await passing(client.batches.watch(submitted.job_id), Number.POSITIVE_INFINITY);
  const grownBytes = memory.stop();
  expect(ended).toMatchObject({
    status: 'done',
    processed_texts: rows,
    failed_texts: Math.ceil(rows / blankEvery),
    progress_percentage: 100,
  });
  expect(urgentEnd.finished_ms).toBeLessThan(ended.finished_ms ?? 0);

  const reply = await client.batches.download(submitted.job_id, 'jsonl');
  let row = 0;
  for await (const line of createInterface({
    input: Readable.fromWeb(reply.body as NodeStream<Uint8Array>),
  })) {
    const result = JSON.parse(line) as BatchResult;
    if (
      result.row !== row ||
      result.text !== textOf(row) ||
      (result.label === null) !== (textOf(row) === '')
    ) {
      expect(result).toEqual({ row, text: textOf(row) });
    }
    row++;
  }
  expect(row).toBe(rows);
  expect(grownBytes).toBeLessThan(mostGrowthBytes);
});

function* csvOf(count: number): Generator<string> {
  yield 'text\n';
  for (let row = 0; row < count; row += 1000) {
    let piece = '';
    for (let at = row; at < Math.min(count, row + 1000); at++) {
      piece += `"${textOf(at).replaceAll('"', '""')}"\n`;
    }
    yield piece;
  }
}

/** The first look at which it runs and so many rows are there, or the last. */
async function passing(looks: AsyncGenerator<Batch>, wanted: number): Promise<Batch> {
  let last: Batch | undefined;
  for await (const batch of looks) {
    last = batch;
    if (batch.status === 'running' && batch.processed_texts >= wanted) return batch;
  }
  if (!last) throw new Error('nothing was told of the batch');
  return last;
}

/** How far a process grows beyond what it had; 0 where that cannot be known. */
function watchMemory({ pid }: Started): { readonly stop: () => number } {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  const looking = new AbortController();
  const look = async (): Promise<void> => {
    while (!looking.signal.aborted) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      const kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
      if (kib > 0) least = Math.min(least, kib * 1024);
      most = Math.max(most, kib * 1024);
      await sleep(200);
    }
  };
  void look();
  return {
    stop: () => {
      looking.abort();
      return Math.max(0, most - least);
    },
  };
}
