import { expect, test } from 'vitest';
import { labelSeries, perSecond, rateText, versionLines } from './live-series.ts';

const bucket = (versions: Record<string, Record<string, number>>, answers = 0) => ({
  from_ms: 0,
  answers,
  exact: true,
  latency_ms: null,
  mean_confidence: null,
  unsure: null,
  versions,
});

test('each label is a series over the steps, of all versions together', () => {
  const buckets = [bucket({ 1: { a: 2 }, 2: { a: 1, b: 4 } }), bucket({})];
  expect(labelSeries({ labels: ['b', 'a'], buckets })).toEqual([
    { name: 'b', values: [4, 0] },
    { name: 'a', values: [3, 0] },
  ]);
});

test('more labels than colours are told together', () => {
  const labels = ['a', 'b', 'c', 'd', 'e', 'f'];
  const buckets = [bucket({ 1: Object.fromEntries(labels.map((label, at) => [label, at + 1])) })];
  expect(labelSeries({ labels, buckets }).map(({ name, values }) => [name, values[0]])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 4],
    ['others', 11],
  ]);
});

test('a label called as something of JavaScript is a label', () => {
  const buckets = [bucket({ 1: { a: 1 } })];
  expect(labelSeries({ labels: ['constructor', 'a'], buckets }).map(({ values }) => values[0])).toEqual([
    0, 1,
  ]);
});

test('a line a version, with shares that add up', () => {
  const buckets = [bucket({ 1: { a: 1, b: 3 } }), bucket({ 1: { a: 4 }, 2: { b: 2 } })];
  expect(versionLines({ versions: [2, 1], labels: ['a', 'b'], buckets })).toEqual([
    { version: 2, answers: 2, shares: [0, 1] },
    { version: 1, answers: 8, shares: [0.625, 0.375] },
  ]);
});

test('answers a second', () => {
  expect(perSecond({ buckets: [bucket({}, 30)], bucket_ms: 15_000 })).toEqual([2]);
});

test.each([
  [0, '0'],
  [0.001, '< 0.01'],
  [0.0166, '0.017'],
  [1.54, '1.5'],
  [240.4, '240'],
  [12_345, '12,345'],
])('%d is written %s', (rate, text) => {
  expect(rateText(rate)).toBe(text);
});
