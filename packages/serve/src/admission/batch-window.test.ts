import { expect, test } from 'vitest';
import { batchWindowMs } from './batch-window.ts';

const never = Number.POSITIVE_INFINITY;

test.each([
  ['goes where nobody else is expected', 1, 16, never, 20, 0, 0],
  ['waits for one who comes soon', 1, 16, 5, 20, 0, 5],
  ['goes where the next one comes later than a batch of its own would take', 1, 16, 25, 20, 0, 0],
  ['goes where many would wait for one', 10, 16, 5, 20, 0, 0],
  ['goes where there is no room for another', 16, 16, 0.1, 20, 0, 0],
  ['goes when all has been waited that it can gain', 2, 16, 1, 20, 19.5, 0],
  ['goes where a batch costs nothing by itself', 1, 16, 0.1, 0, 0, 0],
  ['goes where less could be gained than a timer can measure', 1, 16, 0.1, 0.9, 0, 0],
  ['waits a millisecond at least, which is what a timer can do', 1, 16, 0.1, 20, 0, 1],
])('%s', (_, waiting, maxTexts, nextInMs, fixedMs, waitedMs, window) => {
  expect(batchWindowMs({ waiting, maxTexts, nextInMs, fixedMs, waitedMs })).toBe(window);
});
