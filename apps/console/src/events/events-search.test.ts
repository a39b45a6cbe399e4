import { expect, test } from 'vitest';
import { eventsSearch } from './events-search.ts';

test.each([
  [{}, {}],
  [
    { kind: 'model', subject: 'films', action: 'model.promoted', actor: 'ada/key:build' },
    { kind: 'model', subject: 'films', action: 'model.promoted', actor: 'ada/key:build' },
  ],
  [
    { kind: 'experiment', subject: 7 },
    { kind: 'experiment', subject: '7' },
  ],
  [{ subject: 'films' }, {}],
  [{ kind: 'moon', subject: 'films' }, {}],
  [{ actor: '  ada ' }, { actor: 'ada' }],
  [{ actor: 'a\0' }, { actor: 'a' }],
  [{ actor: { $ne: '' }, action: ['x'], kind: null }, {}],
])('%j is %j', (raw, search) => {
  expect(eventsSearch(raw)).toEqual(search);
});
