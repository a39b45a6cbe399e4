import type { Curve } from '@verdict/api';
import { expect, test } from 'vitest';
import { alignCurves, canBeLogarithmic, curveFacts } from './align-curves.ts';

const curve = (steps: number[], values: Curve['values'], from = 0): Curve => ({
  run_id: 'r',
  key: 'loss',
  total: values.length,
  steps,
  at_ms: steps.map((step) => from + step * 500),
  values,
});

test('curves share one axis; where one has no point its line goes on, and NaN is a gap', () => {
  const aligned = alignCurves([curve([0, 2], [1, 'NaN']), curve([0, 1, 2], [3, 4, 5])], 'step');
  expect(aligned).toEqual({
    xs: [0, 1, 2],
    ys: [
      [1, undefined, null],
      [3, 4, 5],
    ],
  });
});

test('by time each begins at nought, whenever it ran', () => {
  const aligned = alignCurves([curve([0, 1], [1, 2], 1_000_000), curve([1, 2], [3, 4], 5000)], 'time');
  expect(aligned).toEqual({
    xs: [0, 0.5],
    ys: [
      [1, 2],
      [3, 4],
    ],
  });
});

test('of two points at one step the later counts, and steps need no order', () => {
  expect(alignCurves([curve([3, 1, 3], [1, 2, 9])], 'step')).toEqual({ xs: [1, 3], ys: [[2, 9]] });
});

test('what a curve says in words', () => {
  expect(curveFacts(curve([0, 1, 2], [3, 1, 2]))).toEqual({ last: 2, low: 1, high: 3 });
  expect(curveFacts(curve([0], ['Infinity']))).toEqual({ last: 'Infinity', low: null, high: null });
  expect(canBeLogarithmic([curve([0, 1], [1, 'NaN'])])).toBe(true);
  expect(canBeLogarithmic([curve([0, 1], [1, 0])])).toBe(false);
});
