import { expect, test } from 'vitest';
import { describeEvent } from './describe-event.ts';

const event = (action: string, subject: string, more: object = {}) => ({
  action,
  subject_kind: action.split('.')[0],
  subject,
  before: null,
  after: null,
  detail: null,
  ...more,
});

test.each([
  [
    event('model.promoted', 'films', {
      before: { version: 2 },
      after: { version: 3 },
      detail: { forced: false, reason: '' },
    }),
    'put version 3 of films in service in place of version 2',
    '/models/films',
  ],
  [
    event('model.promoted', 'films', { after: { version: 1 }, detail: { forced: true, reason: 'a test' } }),
    'forced version 1 of films into service: a test',
    '/models/films',
  ],
  [
    event('model.judged', 'films', { after: { version: 4, verdict: 'refuse' } }),
    'asked the judge about version 4 of films, who refused it',
    '/models/films',
  ],
  [
    event('dataset.version_added', 'a b/c', { after: { number: 2, rows: 12_345 } }),
    'added version 2 of the data set a b/c (12,345 rows)',
    '/data/a%20b%2Fc',
  ],
  [
    event('account.updated', 'eve', {
      before: { role: 'viewer', disabled: false },
      after: { role: 'editor', disabled: true },
      detail: { password: 'changed' },
    }),
    'changed the account eve: from viewer to editor, disabled it, new password',
    '/people',
  ],
  [
    event('job.failed', '0198c0de-0000-7000-8000-000000000000', {
      detail: { kind: 'train', message: 'no rows' },
    }),
    'failed at a train job: no rows',
    '/jobs/0198c0de-0000-7000-8000-000000000000',
  ],
  [
    event('traffic.started', 'films', { after: { version: 3, mode: 'canary', percent: 5 } }),
    'started a canary of version 3 of films on 5% of the traffic',
    '/models/films',
  ],
  [event('model.deleted', 'films'), 'deleted the model films', null],
  [event('prediction.deleted', 'x', { detail: { model: 'films' } }), 'erased a prediction of films', null],
  [event('moon.landed', 'a-very-long-subject-id'), 'moon landed: a-very-l…', null],
  [event('run.updated', 'r1', { before: 'nonsense', after: ['x'] }), 'set the run r1 to', '/runs/r1'],
])('%j', (told, did, href) => {
  expect(describeEvent(told)).toMatchObject({ did, href });
});

test('what went wrong and what visitors feel stand out', () => {
  expect(describeEvent(event('job.failed', 'x')).tone).toBe('bad');
  expect(describeEvent(event('model.rolled_back', 'x')).tone).toBe('good');
  expect(describeEvent(event('run.created', 'x')).tone).toBe('neutral');
});
