import { expect, it } from 'vitest';
import { nearestName } from './parse-nearest.ts';

const names = ['minDf', 'maxDf', 'maxFeatures', 'stopWords', 'c'];

it.each([
  ['mindf', 'minDf'],
  ['max_features', 'maxFeatures'],
  ['stop-word', 'stopWords'],
  ['C', 'c'],
  ['minDff', 'minDf'],
  ['vocabulary', null],
  ['', null],
  ['x'.repeat(100_000), null],
])('takes %s for %s', (given, meant) => {
  expect(nearestName(given, names)).toBe(meant);
});
