import { expect, test } from 'vitest';
import { trainingSetOf } from '../testing/training-sets.ts';
import { activeRows, assertTrainingSet } from './training-set.ts';

const tinySet = trainingSetOf({
  rows: [
    [1, 0, 2],
    [0, 1, 0],
    [0, 0, 1],
    [1, 1, 0],
  ],
  labels: [0, 1, 0, 1],
  weights: [1, 1, 1, 1],
  classes: 2,
});
const { x } = tinySet;

test('lets a sound training set through', () => {
  expect(assertTrainingSet(tinySet)).toBe(tinySet);
});

test.each([
  ['an empty matrix', { x: { rows: 0, columns: 3, blocks: [] } }, 'ROWS_TOO_FEW', '0 rows'],
  ['a matrix without columns', { x: { rows: 4, columns: 0, blocks: [] } }, 'ROWS_TOO_FEW', '0 columns'],
  ['too few labels', { labels: Int32Array.of(0, 1) }, 'ROWS_MISALIGNED', '2 labels'],
  ['too few weights', { weights: Float64Array.of(1) }, 'ROWS_MISALIGNED', '1 weights'],
  ['a label out of range', { labels: Int32Array.of(0, 1, 2, 0) }, 'ROWS_MISALIGNED', 'Row 2 has class 2'],
  ['a label below 0', { labels: Int32Array.of(0, -1, 1, 0) }, 'ROWS_MISALIGNED', 'Row 1 has class -1'],
  ['a weight below 0', { weights: Float64Array.of(1, -1, 1, 1) }, 'WEIGHT_INVALID', 'Row 1 weighs -1'],
  ['a weight of NaN', { weights: Float64Array.of(1, 1, 1, Number.NaN) }, 'WEIGHT_INVALID', 'Row 3'],
  [
    'an endless weight',
    { weights: Float64Array.of(Number.POSITIVE_INFINITY, 1, 1, 1) },
    'WEIGHT_INVALID',
    'Row 0',
  ],
  ['one class', { labels: new Int32Array(4) }, 'LABELS_TOO_FEW', 'two classes'],
  ['one class of weight', { weights: Float64Array.of(1, 0, 1, 0) }, 'LABELS_TOO_FEW', 'two classes'],
  [
    'a scale that is no number',
    {
      x: {
        ...x,
        blocks: x.blocks.map((block) => ({ ...block, columnScale: Float64Array.of(1, Number.NaN, 1) })),
      },
    },
    'VALUE_NOT_FINITE',
    'column 1 is NaN',
  ],
])('refuses %s', (_, change, code, message) => {
  expect(() => assertTrainingSet({ ...tinySet, ...change })).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});

test('rows of cost 0 are not active', () => {
  const { rows, labels, costs } = activeRows(Int32Array.of(0, 1, 2, 1), Float64Array.of(0, 2, 0, 3));
  expect([[...rows], [...labels], [...costs]]).toEqual([
    [1, 3],
    [1, 1],
    [2, 3],
  ]);
});
