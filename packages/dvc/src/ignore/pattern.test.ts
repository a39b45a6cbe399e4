import { expect, test } from 'vitest';
import { isIgnored, parseIgnoreRules } from './ignore-rules.ts';

test.each([
  ['*.log', 'a/b.log', false, true],
  ['*.log', 'a/b.logs', false, false],
  ['/build', 'build', true, true],
  ['/build', 'a/build', true, false],
  ['build/', 'a/build', true, true],
  ['build/', 'a/build', false, false],
  ['a/*.txt', 'a/b.txt', false, true],
  ['a/*.txt', 'x/a/b.txt', false, false],
  ['a/*.txt', 'a/b/c.txt', false, false],
  ['**/x', 'a/b/x', false, true],
  ['a/**', 'a/b/c', false, true],
  ['a/**/c', 'a/c', false, true],
  ['a/**/c', 'a/b/b/c', false, true],
  ['file[0-9].csv', 'file7.csv', false, true],
  ['file[!0-9].csv', 'file7.csv', false, false],
  ['file?.csv', 'file/.csv', false, false],
  ['\\#odd', '#odd', false, true],
  ['# comment', '# comment', false, false],
  ['a b  ', 'a b', false, true],
  ['/', 'a', false, false],
  ['[', '[', false, false],
  ['(x|y).txt', 'x.txt', false, false],
])('%j on %s (folder: %s) gives %s', (pattern, path, isFolder, answer) => {
  expect(isIgnored(parseIgnoreRules(pattern, '', null), path, isFolder)).toBe(answer);
});

test('the last pattern that matches decides, and a nearer file comes first', () => {
  const above = parseIgnoreRules('*.csv\n!keep.csv', '', null);
  expect(isIgnored(above, 'a/keep.csv', false)).toBe(false);
  expect(isIgnored(above, 'a/drop.csv', false)).toBe(true);
  const nearer = parseIgnoreRules('/keep.csv', 'a/', above);
  expect(isIgnored(nearer, 'a/keep.csv', false)).toBe(true);
  expect(isIgnored(nearer, 'a/b/keep.csv', false)).toBe(false);
});
