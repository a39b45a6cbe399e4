import { expect, test } from 'vitest';
import { idleMs, longestMs, seenEveryMs, sessionGoodUntil, stepSession } from './session.ts';

const begun = 1_800_000_000_000;
const fresh = { createdMs: begun, seenMs: begun, endsMs: begun + longestMs };
const old = { ...fresh, seenMs: begun + longestMs - 1000 };

test.each([
  ['a new one is used', fresh, begun, 'nothing'],
  ['it was used in the same minute', fresh, begun + seenEveryMs - 1, 'nothing'],
  ['it was used a minute ago', fresh, begun + seenEveryMs, 'seen'],
  ['the clock went back', fresh, begun - 3_600_000, 'nothing'],
  ['a night has passed', fresh, begun + idleMs - 1, 'seen'],
  ['nobody used it for longer', fresh, begun + idleMs, 'ended'],
  ['it is used to its last moment', old, begun + longestMs - 1, 'nothing'],
  ['it was used all the time, for a week', old, begun + longestMs, 'ended'],
] as const)('where %s', (_, session, now, step) => {
  expect(stepSession(session, now)).toBe(step);
});

test('it is good until it was not used for long, and never longer than it may be at all', () => {
  expect(sessionGoodUntil(fresh)).toBe(begun + idleMs);
  expect(sessionGoodUntil(old)).toBe(begun + longestMs);
});
