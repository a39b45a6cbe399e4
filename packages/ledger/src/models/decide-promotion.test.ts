import { describe, expect, test } from 'vitest';
import { decidePromotion, type PromotionAsked } from './decide-promotion.ts';

const asked: PromotionAsked = {
  model: 'sms',
  candidate: { version: 3, format: 'verdict', status: 'ready' },
  champion: 2,
  championServes: true,
  judgement: null,
  force: false,
  reason: '',
  expectedFrom: undefined,
};
const yes = { verdict: 'promote', candidate: 3, champion: 2 } as const;
const no = { verdict: 'refuse', candidate: 3, champion: 2 } as const;
const forced = { force: true, reason: 'the old one leaks names' };

const cases: readonly [title: string, change: Partial<PromotionAsked>, outcome: string][] = [
  ['the judge says yes', { judgement: yes }, 'promote'],
  ['the judge says no', { judgement: no }, 'refused'],
  ['the judge says no and a person insists', { judgement: no, ...forced }, 'force'],
  ['nobody was judged and a person insists', forced, 'force'],
  ['a person insists where the judge says yes too', { judgement: yes, ...forced }, 'promote'],
  [
    'a person insists and gives no reason',
    { judgement: no, force: true, reason: ' \n' },
    'FORCE_NEEDS_REASON',
  ],
  ['nobody was judged', {}, 'NOT_JUDGED'],
  ['the first champion', { champion: null, judgement: { ...yes, champion: null } }, 'promote'],
  [
    'the first that can serve beside a champion of another form',
    { champion: 1, championServes: false, judgement: { ...yes, champion: null } },
    'promote',
  ],
  ['the champion moved since it was judged', { champion: 1, judgement: yes }, 'ALIAS_MOVED'],
  ['a champion came since it was judged', { judgement: { ...yes, champion: null } }, 'ALIAS_MOVED'],
  ['the judge said no against another champion', { champion: 1, judgement: no }, 'ALIAS_MOVED'],
  ['it moved, and a person insists whatever it is', { champion: 1, judgement: yes, ...forced }, 'force'],
  ['the caller looked before it moved', { judgement: yes, expectedFrom: 1 }, 'ALIAS_MOVED'],
  ['the caller insists and looked before it moved', { ...forced, expectedFrom: 1 }, 'ALIAS_MOVED'],
  ['the caller knew', { judgement: yes, expectedFrom: 2 }, 'promote'],
  ['it is in service already', { champion: 3, judgement: yes }, 'stay'],
  ['it is in service already and forced without a reason', { champion: 3, force: true }, 'stay'],
  ['another version was judged', { judgement: { ...yes, candidate: 4 } }, 'VALUE_INVALID'],
  ['it is no model file', { candidate: { ...asked.candidate, format: 'other' }, ...forced }, 'CANNOT_SERVE'],
  [
    'its upload is not done',
    { candidate: { ...asked.candidate, status: 'pending' }, judgement: yes },
    'CANNOT_SERVE',
  ],
];

describe('decidePromotion', () => {
  for (const [title, change, outcome] of cases) {
    test(`${title}: ${outcome}`, () => {
      const decision = decidePromotion({ ...asked, ...change });
      const said =
        decision.kind === 'move' ? decision.move : decision.kind === 'error' ? decision.code : decision.kind;
      expect(said).toBe(outcome);
    });
  }

  test('says who was champion then and who is now', () => {
    const decision = decidePromotion({ ...asked, champion: null, judgement: yes });
    expect(decision).toMatchObject({
      message:
        'The champion of sms was version 2 when it was judged and is none now; judge against that and ask again.',
    });
  });
});
