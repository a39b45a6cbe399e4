import { expect, test } from 'vitest';
import { clockSkewMs, decideFeedback, type FeedbackCase, mayBeOnItsWayMs } from './decide-feedback.ts';

const nowMs = 1_000_000_000;
const usual: FeedbackCase = {
  logged: { classes: ['ham', 'spam'] },
  latest: null,
  label: 'spam',
  comment: null,
  predictedMs: nowMs - 1000,
  nowMs,
  mayCome: true,
};
const said = { label: 'spam', comment: null };

test.each<[string, Partial<FeedbackCase>, ReturnType<typeof decideFeedback>]>([
  ['of a prediction in the log is new', {}, 'new'],
  ['with a label that the model lacks is refused', { label: 'eggs' }, 'label unknown'],
  ['said twice is the same', { latest: said }, 'same'],
  ['with another label is new', { latest: { label: 'ham', comment: null } }, 'new'],
  ['with a remark is new', { latest: said, comment: 'no' }, 'new'],
  ['on a prediction that is on its way is new', { logged: null }, 'new'],
  [
    'on an old id that was never logged is refused',
    { logged: null, predictedMs: nowMs - mayBeOnItsWayMs - 1 },
    'prediction unknown',
  ],
  [
    'on an id of the future is refused',
    { logged: null, predictedMs: nowMs + clockSkewMs + 1 },
    'prediction unknown',
  ],
  ['on an id of a clock a little ahead is new', { logged: null, predictedMs: nowMs + clockSkewMs }, 'new'],
  ['where nothing is logged is refused', { logged: null, mayCome: false }, 'prediction unknown'],
  [
    'on a prediction aged out since is the same again',
    { logged: null, latest: said, predictedMs: 0 },
    'same',
  ],
  [
    'that changes its mind on a prediction aged out since is refused',
    { logged: null, latest: { label: 'ham', comment: null }, predictedMs: 0 },
    'prediction unknown',
  ],
  ['on an old prediction in the log is new', { predictedMs: 0 }, 'new'],
])('feedback %s', (_, changes, decided) => {
  expect(decideFeedback({ ...usual, ...changes })).toBe(decided);
});
