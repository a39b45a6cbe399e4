import { expect, test } from 'vitest';
import { mergeLabels } from './merge-labels.ts';

const label = (text: string, name: string, atMs = 0) => ({ predictionId: text, text, label: name, atMs });

test('a row that is called otherwise goes, and comes back under its new label, as often as it was there', () => {
  const merge = mergeLabels([label('a', 'good'), label('new', 'bad')]);
  const rows = [
    { text: 'a', label: 'bad' },
    { text: 'b', label: 'bad' },
    { text: 'a', label: 'good' },
    { text: 'a', label: 'bad' },
  ];
  expect(rows.filter(merge.keep)).toEqual([rows[1], rows[2]]);
  expect(merge.rest()).toEqual([
    { text: 'a', label: 'good' },
    { text: 'a', label: 'good' },
    { text: 'new', label: 'bad' },
  ]);
  expect(merge.counts()).toEqual({ labels: 2, added: 1, relabelled: 2 });
});

test('of two labels of one text the later counts, in whatever order they come', () => {
  for (const labels of [
    [label('a', 'early', 1), label('a', 'late', 2)],
    [label('a', 'late', 2), label('a', 'early', 1)],
  ]) {
    expect(mergeLabels(labels).rest()).toEqual([{ text: 'a', label: 'late' }]);
  }
});

test('what was said and stands there already changes nothing', () => {
  const merge = mergeLabels([label('a', 'good')]);
  expect(merge.keep({ text: 'a', label: 'good' })).toBe(true);
  expect(merge.rest()).toEqual([]);
  expect(merge.counts()).toEqual({ labels: 1, added: 0, relabelled: 0 });
});

test('a text may be called as something of JavaScript', () => {
  const merge = mergeLabels([label('__proto__', 'good'), label('constructor', 'bad')]);
  expect(merge.keep({ text: 'toString', label: 'x' })).toBe(true);
  expect(merge.counts().added).toBe(2);
});
