import { expect, test } from 'vitest';
import { stepThrough } from './step-through.ts';

test.each([
  ['ArrowRight', 0, 3, 1],
  ['ArrowRight', 2, 3, 0],
  ['ArrowDown', -1, 3, 0],
  ['ArrowLeft', 0, 3, 2],
  ['ArrowUp', -1, 3, 2],
  ['Home', 2, 3, 0],
  ['End', 0, 3, 2],
  ['a', 1, 3, null],
  ['ArrowRight', 0, 0, null],
] as const)('%s at %i of %i leads to %s', (key, at, count, to) => {
  expect(stepThrough(key, at, count)).toBe(to);
});
