import { expect, test } from 'vitest';
import { moveColumn, toggleColumn } from './move-column.ts';

test.each([
  ['b', -1, ['b', 'a', 'c']],
  ['b', 1, ['a', 'c', 'b']],
  ['a', -1, ['a', 'b', 'c']],
  ['c', 1, ['a', 'b', 'c']],
  ['x', 1, ['a', 'b', 'c']],
] as const)('%s by %i', (column, step, moved) => {
  expect(moveColumn(['a', 'b', 'c'], column, step)).toEqual(moved);
});

test('a column goes where it was, and comes at the end', () => {
  expect(toggleColumn(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggleColumn(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
});
