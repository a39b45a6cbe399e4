import { expect, test } from 'vitest';
import { labelRow } from './label-row.ts';

const prediction = { label: 'a', confidence: 0.9, scores: { a: 0.9, b: 0.1 }, unsure: false };
const by = { predict: () => prediction, maxTextLength: 5 };

test.each([
  ['fine', { label: 'a', confidence: 0.9, scores: { a: 0.9, b: 0.1 }, unsure: false }],
  ['', { error: expect.objectContaining({ code: 'TEXT_EMPTY' }) }],
  [' \n\u00a0', { error: expect.objectContaining({ code: 'TEXT_EMPTY' }) }],
  ['longer', { error: expect.objectContaining({ code: 'TEXT_OVER_LIMIT' }) }],
])('of %j the row says %j', (text, expected) => {
  expect(labelRow(7, text, by)).toEqual({ row: 7, text, ...expected });
});
