import { describe, expect, test } from 'vitest';
import { restartDelay } from './restart-delay.ts';

describe('a process that ended', () => {
  test.each([
    { livedMs: 3_600_000, quickEndings: 0, delayMs: 100, after: 0 },
    { livedMs: 10_000, quickEndings: 7, delayMs: 100, after: 0 },
    { livedMs: 9_999, quickEndings: 0, delayMs: 200, after: 1 },
    { livedMs: 5, quickEndings: 1, delayMs: 400, after: 2 },
    { livedMs: 5, quickEndings: 5, delayMs: 6_400, after: 6 },
    { livedMs: 5, quickEndings: 6, delayMs: 10_000, after: 7 },
    { livedMs: 5, quickEndings: 5000, delayMs: 10_000, after: 5001 },
  ])('after $livedMs ms and $quickEndings quick endings is replaced in $delayMs ms', (row) => {
    expect(restartDelay(row)).toEqual({ delayMs: row.delayMs, quickEndings: row.after });
  });
});
