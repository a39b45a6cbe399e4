import { setTimeout as after } from 'node:timers/promises';
import { queryObjects } from 'node:v8';
import { expect, test } from 'vitest';
import { withinTime } from './within-time.ts';

test('work is aborted when its time is over, and not before', async () => {
  const abortable = (ms: number) => (signal: AbortSignal) => after(ms, 'done', { signal });
  await expect(withinTime(1000, abortable(5))).resolves.toBe('done');
  await expect(withinTime(5, abortable(1000))).rejects.toMatchObject({
    cause: { name: 'TimeoutError', message: 'No answer came within 5 ms.' },
  });
});

test('nothing of it is left when it is over', async () => {
  // Counts what is left after a collection of garbage.
  const signals = () => queryObjects(AbortSignal, { format: 'count' });
  const before = signals();
  for (let times = 0; times < 200; times++) {
    await withinTime(20, async (signal) => {
      AbortSignal.any([signal, new AbortController().signal]).addEventListener('abort', () => {});
    });
  }
  await after(100);
  signals();
  await after(50);
  expect(signals() - before).toBeLessThan(20);
});
