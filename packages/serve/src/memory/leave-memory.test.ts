import { expect, test } from 'vitest';
import { leaveMemory } from './leave-memory.ts';

const of = (text: string) =>
  text.split(' ').map((word, place) => ({
    sha256: word[0],
    bytes: Number(word[1]),
    usedAt: place,
    pinned: word.endsWith('!'),
  }));

test.each([
  ['nothing where all fits', 'a3 b3 c3', 9, ''],
  ['the one asked last the longest ago', 'a3 b3 c3', 8, 'a'],
  ['as many as it takes', 'a3 b3 c3', 3, 'a b'],
  ['none that is pinned', 'a3! b3 c3', 6, 'b'],
  ['none but the loose ones, although the pinned are too many', 'a9! b3 c9! d1', 5, 'b'],
  ['never the one that was used last', 'a3! b3', 0, ''],
])('leaves %s', (_, entries, maxBytes, leaving) => {
  expect(leaveMemory(of(entries), maxBytes).join(' ')).toBe(leaving);
});
