import { describe, expect, test } from 'vitest';
import { type Route, routeQuestion, type Split } from './route-question.ts';
import { shareOf, shareSeed } from './share-of.ts';

const keys = Array.from({ length: 20_000 }, (_, i) => `user-${i}`);
/** As ids are given out: one clock, one counter, random ends. */
const ids = Array.from(
  { length: 20_000 },
  (_, i) =>
    `0193${(0x5000_0000 + (i >> 3)).toString(16)}-7${(i & 7).toString(16).padStart(3, '0')}-8000-${(i * 2654435761).toString(16).padStart(12, '0')}`,
);
const split = (percent: number, mode: Split['mode'] = 'canary', version = 2): Split => ({
  mode,
  percent,
  seed: shareSeed('reviews', version),
});
const share = (routes: readonly Route[], of: Route) =>
  routes.filter((route) => route === of).length / routes.length;

describe('routeQuestion', () => {
  test.each([
    [0, 0, 0],
    [0.1, 0.0002, 0.0025],
    [1, 0.0075, 0.0125],
    [5, 0.045, 0.055],
    [50, 0.485, 0.515],
    [99, 0.985, 0.9945],
    [100, 1, 1],
  ])('sends %d % of the keys, and of the ids where there is no key, to a canary', (percent, low, high) => {
    const byKey = share(
      keys.map((key) => routeQuestion(split(percent), key, 'any')),
      'challenger',
    );
    const byId = share(
      ids.map((id) => routeQuestion(split(percent), null, id)),
      'challenger',
    );
    for (const seen of [byKey, byId]) {
      expect(seen).toBeGreaterThanOrEqual(low);
      expect(seen).toBeLessThanOrEqual(high);
    }
  });

  test('keeps whoever is with the challenger there while its share grows, and gives the same answer each time', () => {
    for (const key of keys.slice(0, 2000)) {
      let before = false;
      for (const percent of [0, 1, 5, 20, 20, 75, 100]) {
        const now = routeQuestion(split(percent), key, 'any') === 'challenger';
        expect(!before || now).toBe(true);
        before = now;
      }
    }
  });

  test('looks at the id only where there is no key', () => {
    const routes = new Set(ids.slice(0, 100).map((id) => routeQuestion(split(50), 'ada', id)));
    expect(routes.size).toBe(1);
    expect(routeQuestion(split(50), '', ids[0])).toBe(routeQuestion(split(50), '', ids[1]));
  });

  test('draws the share of another challenger anew', () => {
    const both = keys.filter(
      (key) =>
        routeQuestion(split(10), key, 'any') === 'challenger' &&
        routeQuestion(split(10, 'canary', 3), key, 'any') === 'challenger',
    );
    // One in a hundred where the two are independent, one in ten where they are the same.
    expect(both.length / keys.length).toBeGreaterThan(0.006);
    expect(both.length / keys.length).toBeLessThan(0.015);
  });

  test('asks both in the shadow', () => {
    const routes = keys.map((key) => routeQuestion(split(20, 'shadow'), key, 'any'));
    expect(new Set(routes)).toEqual(new Set(['champion', 'both']));
    expect(share(routes, 'both')).toBeCloseTo(0.2, 1);
  });
});

describe('shareOf', () => {
  test('is the same for ever, since processes of two versions of Verdict share out one model', () => {
    expect(shareOf(shareSeed('reviews', 2), 'ada')).toBe(0.7189121684059501);
    expect(shareOf(shareSeed('reviews', 3), 'ada')).toBe(0.13543539750389755);
  });

  test('spreads neighbouring keys evenly: every tenth has its tenth', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const key of keys) tenths[Math.floor(shareOf(shareSeed('m', 1), key) * 10)]++;
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(5 * Math.sqrt(2000));
  });
});
