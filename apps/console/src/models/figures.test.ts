import { expect, test } from 'vitest';
import { msText, pointsText, rangeText, signedText } from './figures.ts';

test.each([
  [0.0123, '+1.2'],
  [-0.0123, '−1.2'],
  [0.00001, '0.0'],
  [-0.00049, '0.0'],
  [-1, '−100.0'],
])('a difference of %d is %s points', (share, text) => expect(pointsText(share)).toBe(text));

test.each([
  [0.0512, '0.051 ms'],
  [1.26, '1.3 ms'],
  [12.3, '12 ms'],
  [1500, '1.5 s'],
])('%d ms is said as %s', (ms, text) => expect(msText(ms)).toBe(text));

test('losses have the digits that they are asked for', () => {
  expect(signedText(-0.01234, 4)).toBe('−0.0123');
  expect(rangeText({ low: 0.918, high: 0.93 })).toBe('91.8–93.0%');
});
