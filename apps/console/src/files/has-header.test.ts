import { expect, test } from 'vitest';
import { hasHeader } from './has-header.ts';

test.each([
  ['a known name', [['id', 'Review'], ['1', 'x']], true], // biome-ignore format: rows
  ['names that nobody knows', [['words', 'verdict'], ['a b', 'good'], ['c d', 'bad']], true], // biome-ignore format: rows
  ['labels first', [['ham', 'a'], ['spam', 'b'], ['ham', 'c'], ['ham', 'd']], false], // biome-ignore format: rows
  ['labels last', [['a', 'ham'], ['b', 'spam'], ['c', 'ham'], ['d', 'ham']], false], // biome-ignore format: rows
  ['class numbers and two texts', [['3', 'A title', 'A text'], ['1', 'Another', 'More']], false], // biome-ignore format: rows
  ['three columns', [['a', 'b', 'c'], ['1', 'x', 'y'], ['x', 'x', 'y']], true], // biome-ignore format: rows
  ['one column', [['a film'], ['another']], true],
  ['nothing', [], true],
])('the first row of %s is a header or not', (_, rows, header) => {
  expect(hasHeader(rows)).toBe(header);
});
