import { expect, test } from 'vitest';
import { canBeLearned } from './gather-labels.ts';

test.each([
  ['a word', true],
  ['.', true],
  ['', false],
  [' \n\t', false],
  ['\u200b\u200d', false],
  ['a'.repeat(1_000_001), false],
])('%j can be learned from: %s', (text, expected) => {
  expect(canBeLearned(text)).toBe(expected);
});
