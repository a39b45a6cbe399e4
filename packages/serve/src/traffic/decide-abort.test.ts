import { describe, expect, test } from 'vitest';
import { decideAbort, type TrialTally } from './decide-abort.ts';

const rules = { minimumAnswers: 100, failureShare: 0.05, latencyRatio: 10 };
const fine: TrialTally = {
  asked: 1000,
  failed: 0,
  tookMs: 1,
  champion: { answers: 1000, tookMs: 1 },
};

describe('decideAbort', () => {
  test.each<readonly [string, Partial<TrialTally>, Partial<typeof rules>, boolean]>([
    ['nothing is wrong', {}, {}, false],
    ['too few were asked to say', { asked: 99, failed: 99 }, {}, false],
    ['every one of the first hundred failed', { asked: 100, failed: 100, tookMs: null }, {}, true],
    ['as many failed as are allowed', { failed: 50 }, {}, false],
    ['one more failed', { failed: 51 }, {}, true],
    ['one failed and none may', { failed: 1 }, { failureShare: 0 }, true],
    ['all fail and all may', { asked: 1000, failed: 1000 }, { failureShare: 1 }, false],
    ['it takes ten times as long', { tookMs: 10 }, {}, false],
    ['it takes longer than that', { tookMs: 10.1 }, {}, true],
    [
      'it takes a hundred times as long and nobody notices',
      { tookMs: 4, champion: { answers: 1000, tookMs: 0.04 } },
      {},
      false,
    ],
    [
      'the champion answered too few to compare with',
      { tookMs: 50, champion: { answers: 99, tookMs: 1 } },
      {},
      false,
    ],
    ['the champion answered nothing', { tookMs: 50, champion: { answers: 0, tookMs: null } }, {}, false],
  ])('when %s', (_, seen, asked, stops) => {
    expect(decideAbort({ ...rules, ...asked }, { ...fine, ...seen }) !== null).toBe(stops);
  });

  test('decides nothing where no rule asks for it', () => {
    const none = { minimumAnswers: 1, failureShare: null, latencyRatio: null };
    expect(decideAbort(none, { ...fine, failed: 1000, tookMs: 1e6 })).toBeNull();
  });

  test('says what it saw and what was allowed', () => {
    expect(decideAbort(rules, { ...fine, failed: 321 })).toBe(
      'The challenger failed at 321 of 1000 questions; at most 5 % were allowed.',
    );
    expect(decideAbort(rules, { ...fine, tookMs: 45.6 })).toBe(
      'The challenger took 46 ms at the 95th percentile and the champion 1 ms; at most 10 times as long was allowed.',
    );
  });
});
