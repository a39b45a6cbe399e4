import { expect, test } from 'vitest';
import { samePolicy } from './same-policy.ts';

test.each([
  [null, {}, true],
  [null, { accuracyMargin: 0.01 }, true],
  [{ minRows: 50, accuracyMargin: 0.02 }, { accuracyMargin: 0.02, minRows: 50 }, true],
  [null, { accuracyMargin: 0.02 }, false],
  [{ maxLatencyMs: null }, null, false],
  [{ gone: 1 }, { gone: 1 }, false],
])('the policies %j and %j are the same: %s', (one, other, same) => {
  expect(samePolicy(one, other)).toBe(same);
  expect(samePolicy(other, one)).toBe(same);
});
