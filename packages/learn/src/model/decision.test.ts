import { describe, expect, it } from 'vitest';
import { decide } from './decision.ts';

describe('a decision', () => {
  it.each([
    ['the most probable', [0.2, 0.5, 0.3], null, null, 1],
    ['the first of equals', [0.4, 0.2, 0.4], null, null, 0],
    ['the positive class from its threshold on', [0.7, 0.3], 0.3, 1, 1],
    ['the other below it', [0.7, 0.3], 0.31, 1, 0],
    ['the positive class where it comes first', [0.3, 0.7], 0.3, 0, 0],
    ['the most probable of three, whatever the threshold', [0.1, 0.2, 0.7], 0.1, 0, 2],
    ['the most probable where no class is positive', [0.7, 0.3], 0.1, null, 0],
  ])('is %s', (_, probabilities, threshold, positive, expected) => {
    const all = Float64Array.of(9, ...probabilities);
    expect(decide(all, 1, probabilities.length, threshold, positive)).toBe(expected);
  });
});
