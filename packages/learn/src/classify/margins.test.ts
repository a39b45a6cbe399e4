import { describe, expect, it } from 'vitest';
import { designOf } from '../testing/training-sets.ts';
import type { ForestModel } from './classifier.ts';
import { classifierMargins, outputsOf } from './margins.ts';

/** `votes[k]` trees of one leaf each, all for class k. */
function votes(...perClass: number[]): ForestModel {
  const classes = perClass.length;
  const chosen = perClass.flatMap((count, k) => Array.from({ length: count }, () => k));
  return {
    kind: 'forest',
    columns: 1,
    classes,
    roots: Int32Array.from(chosen, (_, tree) => tree),
    feature: Int32Array.from(chosen, () => -1),
    threshold: new Float32Array(chosen.length),
    left: Int32Array.from(chosen, (_, tree) => tree),
    right: Int32Array.from(chosen, (_, tree) => tree),
    leafValues: Float32Array.from(chosen.flatMap((k) => perClass.map((_, c) => (c === k ? 1 : 0)))),
  };
}

describe('the margins of a forest', () => {
  const row = designOf([[1]]);

  it.each([
    { trees: [5, 5], odds: 1 },
    { trees: [0, 9], odds: 19 },
    { trees: [9, 0], odds: 1 / 19 },
    { trees: [3, 6], odds: 6.5 / 3.5 },
  ])('of two classes are log odds with one tree that knows nothing: $trees', ({ trees, odds }) => {
    const margins = classifierMargins(votes(...trees), row);
    expect(margins.length).toBe(1);
    expect(margins[0]).toBeCloseTo(Math.log(odds), 12);
  });

  it('of three classes are log shares, finite where a class has no vote', () => {
    const model = votes(6, 3, 0);
    expect(outputsOf(model)).toBe(3);
    const shares = [...classifierMargins(model, row)].map(Math.exp);
    expect(shares[0]).toBeCloseTo((6 + 1 / 3) / 10, 12);
    expect(shares[1]).toBeCloseTo((3 + 1 / 3) / 10, 12);
    expect(shares[2]).toBeCloseTo(1 / 30, 12);
  });
});
