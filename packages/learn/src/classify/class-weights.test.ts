import { expect, test } from 'vitest';
import { trainingSetOf } from '../testing/training-sets.ts';
import { resolveClassWeights, rowCosts } from './class-weights.ts';

const data = trainingSetOf({
  rows: [[1], [1], [1], [1]],
  labels: [0, 0, 0, 1],
  weights: [1, 2, 1, 2],
  classes: 3,
});

test('without class weights every class weighs 1', () => {
  expect([...resolveClassWeights(undefined, data)]).toEqual([1, 1, 1]);
});

test('balanced classes weigh as much as each other and together what they weighed', () => {
  expect([...resolveClassWeights('balanced', data)]).toEqual([0.75, 1.5, 1]);
});

test('a row costs c times its weight times its class', () => {
  expect([...rowCosts(data, 10, [2, 3, 1])]).toEqual([20, 40, 20, 60]);
});

test.each([
  ['a class of weight 0', [1, 0, 1], 'Class 1 weighs 0'],
  ['a class of no number', [1, 1, Number.NaN], 'Class 2 weighs NaN'],
  ['a class of endless weight', [Number.POSITIVE_INFINITY, 1, 1], 'Class 0 weighs Infinity'],
  ['fewer weights than classes', [1, 1], '2 class weights are given for 3 classes'],
])('refuses %s', (_, weights, message) => {
  expect(() => resolveClassWeights(weights, data)).toThrow(
    expect.objectContaining({ code: 'WEIGHT_INVALID', message: expect.stringContaining(message) }),
  );
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s as c', (c) => {
  expect(() => rowCosts(data, c, undefined)).toThrow(expect.objectContaining({ code: 'RECIPE_INVALID' }));
});
