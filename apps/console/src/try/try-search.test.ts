import { expect, test } from 'vitest';
import { readTrySearch } from './try-search.ts';

test.each([
  [{}, {}],
  [{ model: 'spam-en' }, { model: 'spam-en' }],
  [{ model: 7 }, { model: '7' }],
  [
    { model: 'spam-en', version: 2, beside: 1 },
    { model: 'spam-en', version: 2, beside: 1 },
  ],
  [{ model: 'spam-en', version: '2', beside: 1.5 }, { model: 'spam-en' }],
  [{ model: 'spam-en', version: -1, beside: 2 ** 40 }, { model: 'spam-en' }],
  [{ version: 2 }, {}],
  [{ model: '<script>' }, {}],
  [{ model: 'spam-en', text: 'a secret' }, { model: 'spam-en' }],
])('the address %j asks %j, and carries no text', (raw, search) => {
  expect(readTrySearch(raw)).toEqual(search);
});
