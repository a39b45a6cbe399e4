import { createRandom } from '@verdict/learn';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalWidth, pairedInterval } from './paired-accuracy.ts';

/** Most likely q where the difference is Δ, found without the closed form. */
function likeliest(b: number, c: number, n: number, delta: number): number {
  let best = -Infinity;
  let at = 0;
  const least = Math.max(0, -delta);
  const most = (1 - delta) / 2;
  for (let step = 0; step <= 200_000; step++) {
    const q = least + ((most - least) * step) / 200_000;
    const same = 1 - 2 * q - delta;
    const log = (count: number, share: number): number =>
      count === 0 ? 0 : count * Math.log(Math.max(share, 1e-300));
    const likelihood = log(b, q + delta) + log(c, q) + log(n - b - c, same);
    if (likelihood > best) [best, at] = [likelihood, q];
  }
  return at;
}

describe('pairedInterval', () => {
  test('ends where the score statistic is z', () => {
    for (const [b, c, n] of [
      [12, 5, 100],
      [0, 7, 80],
      [30, 30, 200],
      [3, 0, 40],
    ] as const) {
      const { low, high } = pairedInterval({ firstOnly: b, secondOnly: c, rows: n }, 0.95);
      for (const [delta, sign] of [
        [low, 1],
        [high, -1],
      ] as const) {
        const q = likeliest(b, c, n, delta);
        const t = (b - c - n * delta) / Math.sqrt(n * (2 * q + delta * (1 - delta)));
        expect(t * sign).toBeCloseTo(1.959964, 2);
      }
    }
  });

  test('keeps a width where both agree on every row', () => {
    const z = normalWidth(0.95);
    const { low, high, difference } = pairedInterval({ firstOnly: 0, secondOnly: 0, rows: 300 }, 0.95);
    expect(difference).toBe(0);
    expect(high).toBeCloseTo((z * z) / (300 + z * z), 10);
    expect(low).toBeCloseTo(-high, 10);
  });

  test('leaves out 0 exactly where McNemar without correction is significant', () => {
    const counts = fc.tuple(
      fc.integer({ min: 0, max: 80 }),
      fc.integer({ min: 0, max: 80 }),
      fc.integer({ min: 1, max: 500 }),
    );
    fc.assert(
      fc.property(counts, ([b, c, same]) => {
        const { low, high } = pairedInterval({ firstOnly: b, secondOnly: c, rows: b + c + same }, 0.95);
        const significant = b + c > 0 && (b - c) ** 2 / (b + c) > normalWidth(0.95) ** 2;
        expect(low > 1e-12 || high < -1e-12).toBe(significant);
      }),
    );
  });

  test('stays within −1 and 1 and around the difference, and widens with the level', () => {
    const counts = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)).filter(([b, c, same]) => b + c + same > 0);
    fc.assert(
      fc.property(counts, ([b, c, same]) => {
        const pair = { firstOnly: b, secondOnly: c, rows: b + c + same };
        const [at95, at99] = [0.95, 0.99].map((level) => pairedInterval(pair, level));
        expect(at95.low).toBeGreaterThanOrEqual(-1);
        expect(at95.high).toBeLessThanOrEqual(1);
        expect(at95.low).toBeLessThanOrEqual(at95.difference);
        expect(at95.high).toBeGreaterThanOrEqual(at95.difference);
        expect(at99.low).toBeLessThanOrEqual(at95.low);
        expect(at99.high).toBeGreaterThanOrEqual(at95.high);
      }),
    );
  });

  test('covers the true difference about as often as it says', () => {
    const random = createRandom('paired coverage');
    let covered = 0;
    for (let trial = 0; trial < 2000; trial++) {
      let [b, c] = [0, 0];
      for (let row = 0; row < 200; row++) {
        const u = random.next();
        if (u < 0.04) b++;
        else if (u < 0.1) c++;
      }
      const { low, high } = pairedInterval({ firstOnly: b, secondOnly: c, rows: 200 }, 0.95);
      if (low <= -0.02 && -0.02 <= high) covered++;
    }
    // Three standard errors of 2,000 draws are 1.5 points.
    expect(covered / 2000).toBeGreaterThan(0.935);
    expect(covered / 2000).toBeLessThan(0.965);
  });
});

describe('normalWidth', () => {
  test.each([
    [0.5, 0.67449],
    [0.95, 1.959964],
    [0.999, 3.290527],
    [1 - 0.05 / 20, 3.023341],
  ])('of %d is %d', (level, z) => expect(normalWidth(level)).toBeCloseTo(z, 4));
});
