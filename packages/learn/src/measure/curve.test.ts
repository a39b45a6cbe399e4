import { describe, expect, it } from 'vitest';
import { thinCurve } from './curve.ts';

describe('thinCurve', () => {
  it('keeps both ends and no more points than asked for', () => {
    const points = Array.from({ length: 1001 }, (_, threshold) => ({ threshold }));
    const thin = thinCurve(points, 11);
    expect(thin.map(({ threshold }) => threshold)).toEqual([
      0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000,
    ]);
    expect(thinCurve(points, 2000)).toBe(points);
  });
});
