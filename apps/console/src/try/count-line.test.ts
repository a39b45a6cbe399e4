import { expect, test } from 'vitest';
import { countLine } from './count-line.ts';
import { spoken } from './spoken.ts';

test.each([
  [0, '', false],
  [1500, '1,500 characters', false],
  [8001, '8,001 of at most 10,000 characters', false],
  [10_000, '10,000 of at most 10,000 characters', false],
  [10_001, '10,001 of at most 10,000 characters', true],
])('of %d characters it says %j', (length, text, over) =>
  expect(countLine(length, 10_000)).toEqual({ text, over }),
);

test('what was found is said in a sentence, each version by its number where there are two', () => {
  const one = { label: 'spam', confidence: 0.97, unsure: false, model: { version: 1 } };
  const other = { label: 'ham', confidence: 0.51, unsure: true, model: { version: 2 } };
  expect(spoken([one])).toBe('spam, 97.0% sure.');
  expect(spoken([one, other])).toBe(
    'Version 1: spam, 97.0% sure. Version 2: ham, 51.0% sure; too close to call.',
  );
});
