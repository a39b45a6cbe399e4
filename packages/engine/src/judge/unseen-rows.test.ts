import { expect, test } from 'vitest';
import { unseenRows } from './unseen-rows.ts';

test('leaves out what a reader would call the same text', () => {
  const texts = ['Win now', 'hello there', 'new', 'WIN   NOW ', 'newer'];
  expect([...unseenRows(texts, [['win now'], ['Newer', 'other']])]).toEqual([1, 2]);
  expect([...unseenRows(texts, [])]).toEqual([0, 1, 2, 3, 4]);
});
