import { expect, test } from 'vitest';
import { jobsSearch } from './jobs-search.ts';

test.each([
  [{}, {}],
  [
    { state: 'failed', kind: 'train' },
    { state: 'failed', kind: 'train' },
  ],
  [{ state: 'lost', kind: 'moon-landing' }, { kind: 'moon-landing' }],
  [{ state: ['failed'], kind: '<script>' }, {}],
  [{ state: null, kind: 1 }, {}],
])('%j is %j', (raw, search) => {
  expect(jobsSearch(raw)).toEqual(search);
});
