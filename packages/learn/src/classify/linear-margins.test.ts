import { expect, test } from 'vitest';
import { designOf } from '../testing/training-sets.ts';
import { linearMargins } from './linear-margins.ts';

const x = designOf([
  [1, 0],
  [0, 2],
  [3, 1],
]);

test('gives the margins row by row', () => {
  const weights = Float64Array.of(1, 10, -1, 5);
  const model = {
    kind: 'linear',
    columns: 2,
    outputs: 2,
    weights,
    intercepts: Float64Array.of(0.5, 0),
  } as const;
  expect([...linearMargins(model, x)]).toEqual([1.5, -1, 20.5, 10, 13.5, 2]);
});

test('writes into the array that it is given', () => {
  const weights = Float64Array.of(1, 10);
  const model = { kind: 'linear', columns: 2, outputs: 1, weights, intercepts: Float64Array.of(1) } as const;
  const out = new Float64Array(3);
  expect(linearMargins(model, x, out)).toBe(out);
  expect([...out]).toEqual([2, 21, 14]);
});
