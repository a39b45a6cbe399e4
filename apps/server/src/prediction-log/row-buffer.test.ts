import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRowBuffer, type RowBufferLimits } from './row-buffer.ts';
import { RowsRefused } from './rows-refused.ts';

const limits: RowBufferLimits = {
  maxRows: 1000,
  maxBytes: 10_000,
  batchRows: 10,
  batchBytes: 1000,
  delayMs: 20,
};

/** A place to write to that can be out of reach, slow, or particular about a row. */
function place() {
  const batches: (readonly number[])[] = [];
  const state = { away: false, refuses: (_row: number) => false, takesMs: 0, calls: 0, atOnce: 0 };
  return {
    batches,
    state,
    rows: () => batches.flat(),
    write: async (rows: readonly number[]): Promise<void> => {
      state.calls++;
      if (++state.atOnce > 1) throw new Error('two writes at once');
      try {
        await sleep(state.takesMs);
        if (state.away) throw new Error('away');
        if (rows.some(state.refuses)) throw new RowsRefused('one of these');
        batches.push(rows);
      } finally {
        state.atOnce--;
      }
    },
  };
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

function bufferOf(to: ReturnType<typeof place>, changes: Partial<RowBufferLimits> = {}) {
  const troubles: unknown[] = [];
  const recoveries: number[] = [];
  const buffer = createRowBuffer<number>({
    write: to.write,
    bytesOf: () => 10,
    limits: { ...limits, ...changes },
    onTrouble: (error) => troubles.push(error),
    onRecovered: () => recoveries.push(1),
  });
  return { ...buffer, troubles, recoveries };
}

test('few rows are written together after a while, and nobody waits for it', async () => {
  const to = place();
  const buffer = bufferOf(to);
  for (const row of numbers(3)) buffer.add(row);
  expect([buffer.waiting(), to.state.calls]).toEqual([3, 0]);
  await expect.poll(() => to.batches).toEqual([[0, 1, 2]]);
  expect([buffer.waiting(), buffer.written(), buffer.dropped()]).toEqual([0, 3, 0]);
});

test('many rows are written in order, a batch at a time, as soon as there is one, and larger ones where they pile up', async () => {
  const to = place();
  const buffer = bufferOf(to, { delayMs: 60_000 });
  for (const row of numbers(95)) buffer.add(row);
  await expect.poll(buffer.waiting).toBe(5);
  expect(to.batches.map(({ length }) => length)).toEqual([10, 40, 40]);
  expect(await buffer.flush(1000)).toBe(0);
  expect(to.rows()).toEqual(numbers(95));
});

test('a batch ends where its rows grow large', async () => {
  const to = place();
  const buffer = bufferOf(to, { batchBytes: 30 });
  for (const row of numbers(7)) buffer.add(row);
  await buffer.flush(1000);
  expect(to.batches).toEqual([
    [0, 1, 2],
    [3, 4, 5, 6],
  ]);
});

test.each([
  ['rows', { maxRows: 30 }],
  ['bytes', { maxBytes: 300 }],
])(
  'what is over the bound of %s is dropped and counted, and the rest is written once there is a way',
  async (_, bound) => {
    const to = place();
    to.state.away = true;
    const buffer = bufferOf(to, bound);
    for (const row of numbers(100)) buffer.add(row);
    await sleep(50);
    expect([buffer.waiting(), buffer.dropped(), buffer.written()]).toEqual([30, 70, 0]);
    to.state.away = false;
    expect(await buffer.flush(5000)).toBe(0);
    expect(to.rows()).toEqual(numbers(30));
    buffer.add(100);
    await buffer.flush(1000);
    expect([buffer.dropped(), buffer.written()]).toEqual([70, 31]);
  },
);

test('trouble is told once, and its end once', async () => {
  const to = place();
  to.state.away = true;
  const buffer = bufferOf(to);
  buffer.add(0);
  await expect.poll(() => to.state.calls, { timeout: 5000 }).toBeGreaterThan(2);
  expect([buffer.troubles.length, buffer.recoveries.length]).toEqual([1, 0]);
  to.state.away = false;
  await buffer.flush(2000);
  expect([buffer.troubles.length, buffer.recoveries.length]).toEqual([1, 1]);
});

test('rows that are refused for good do not take the others of their batch with them', async () => {
  const to = place();
  to.state.refuses = (row) => row === 3 || row === 8;
  const buffer = bufferOf(to);
  for (const row of numbers(25)) buffer.add(row);
  expect(await buffer.flush(5000)).toBe(0);
  expect(to.rows()).toEqual(numbers(25).filter((row) => row !== 3 && row !== 8));
  expect([buffer.dropped(), buffer.written(), buffer.troubles.length]).toEqual([2, 23, 2]);
});

test('a flush that is not done in time says how much is left, and goes on', async () => {
  const to = place();
  to.state.takesMs = 30;
  const buffer = bufferOf(to);
  for (const row of numbers(20)) buffer.add(row);
  expect(await buffer.flush(5)).toBe(20);
  expect(await buffer.flush(2000)).toBe(0);
  expect(await buffer.flush(2000)).toBe(0);
});

test('a flush ends although more rows keep coming', async () => {
  const to = place();
  to.state.takesMs = 5;
  const buffer = bufferOf(to);
  buffer.add(-1);
  let coming = true;
  const more = (async () => {
    for (let row = 0; coming && row < 5000; row++) {
      buffer.add(row);
      await sleep(1);
    }
  })();
  const startedAt = performance.now();
  await buffer.flush(10_000);
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(to.rows()[0]).toBe(-1);
  coming = false;
  await more;
});

test('a stop writes what it can, drops the rest, and takes no more', async () => {
  const to = place();
  const buffer = bufferOf(to);
  for (const row of numbers(15)) buffer.add(row);
  await Promise.all([buffer.stop(1000), buffer.stop(1000)]);
  buffer.add(99);
  expect(to.rows()).toEqual(numbers(15));
  expect([buffer.waiting(), buffer.written(), buffer.dropped()]).toEqual([0, 15, 1]);
});

test('a stop without a way out ends in its time, and knocks no more', async () => {
  const to = place();
  to.state.away = true;
  const buffer = bufferOf(to);
  for (const row of numbers(15)) buffer.add(row);
  await buffer.stop(50);
  expect([buffer.waiting(), buffer.written(), buffer.dropped()]).toEqual([0, 0, 15]);
  const { calls } = to.state;
  await sleep(700);
  expect(to.state.calls).toBe(calls);
});

test('what arrives after it was given up is counted as written after all', async () => {
  const to = place();
  to.state.takesMs = 300;
  const buffer = bufferOf(to);
  for (const row of numbers(15)) buffer.add(row);
  await buffer.stop(40);
  expect(buffer.dropped()).toBe(15);
  await expect.poll(buffer.written).toBe(10);
  expect([buffer.waiting(), buffer.dropped()]).toEqual([0, 5]);
});
