import { expect, test } from 'vitest';
import { type LabelToMerge, mergeLabels } from './merge-labels.ts';

const label = (text: string, name: string, atMs = 0, more: Partial<LabelToMerge> = {}): LabelToMerge => ({
  text,
  frozenText: text,
  label: name,
  atMs,
  reviewed: true,
  ...more,
});

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

test('what was said from outside does not outvote a label of the queue, however late it comes', () => {
  const reviewed = label('a', 'looked at', 1);
  const said = label('a', 'said', 2, { reviewed: false });
  for (const labels of [
    [reviewed, said],
    [said, reviewed],
  ]) {
    expect(mergeLabels(labels).rest()).toEqual([{ text: 'a', label: 'looked at' }]);
  }
});

test('a text whose names were replaced when it was frozen is the same text, and comes in once', () => {
  const frozen = { frozenText: 'Mail EMAILADDRESS' };
  const labels = [label('Mail a@b.example', 'spam', 1, frozen), label('Mail c@d.example', 'ham', 2, frozen)];
  expect(mergeLabels(labels).rest()).toEqual([{ text: 'Mail c@d.example', label: 'ham' }]);
  const merge = mergeLabels(labels);
  const rows = [
    { text: 'Mail EMAILADDRESS', label: 'ham' },
    { text: 'Mail a@b.example', label: 'spam' },
  ];
  expect(rows.filter(merge.keep)).toEqual([rows[0]]);
  expect(merge.rest()).toEqual([{ text: 'Mail a@b.example', label: 'ham' }]);
  expect(merge.counts()).toEqual({ labels: 1, added: 0, relabelled: 1 });
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
