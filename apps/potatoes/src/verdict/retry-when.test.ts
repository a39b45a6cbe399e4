import { ApiError } from '@verdict/api';
import { describe, expect, test } from 'vitest';
import { failureOf, retryAfterMs } from './retry-when.ts';

const refusal = (status: number | null) =>
  new ApiError({ code: 'X', status, detail: '', canRetry: false, requestId: null });

describe('a call to Verdict that failed', () => {
  test.each([
    [refusal(null), 'away'],
    [refusal(500), 'away'],
    [refusal(503), 'away'],
    [refusal(429), 'away'],
    [refusal(403), 'refused'],
    [refusal(413), 'refused'],
    [new TypeError('fetch failed'), 'away'],
  ] as const)('%#: %s is %s', (error, failure) => expect(failureOf(error)).toBe(failure));

  test.each([
    ['away', 1, 2000],
    ['away', 3, 8000],
    ['away', 4, 10_000],
    ['away', 1e9, 10_000],
    ['refused', 4, 16_000],
    ['refused', 1e9, 3_600_000],
  ] as const)('as %s, %i times, is made again after %i ms', (failure, attempts, ms) =>
    expect(retryAfterMs(failure, attempts)).toBe(ms),
  );
});
