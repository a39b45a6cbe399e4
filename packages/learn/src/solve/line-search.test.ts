import { expect, test } from 'vitest';
import { searchLine } from './line-search.ts';

/** Convex functions, their slopes and curvatures, and where they are least. */
const functions = [
  { name: 'a parabola', f: (t: number) => (t - 3) ** 2, g: (t: number) => 2 * (t - 3), h: () => 2, best: 3 },
  {
    name: 'a bend that Newton overshoots',
    f: (t: number) => Math.sqrt(1 + (9 * (t - 0.2)) ** 2),
    g: (t: number) => (81 * (t - 0.2)) / Math.sqrt(1 + (9 * (t - 0.2)) ** 2),
    h: (t: number) => 81 / (1 + (9 * (t - 0.2)) ** 2) ** 1.5,
    best: 0.2,
  },
  {
    name: 'a bend far off',
    f: (t: number) => 100 * Math.log1p(Math.exp(t - 50)) - t,
    g: (t: number) => 100 / (1 + Math.exp(50 - t)) - 1,
    h: (t: number) => 100 / (1 + Math.exp(50 - t)) / (1 + Math.exp(t - 50)),
    best: 50 - Math.log(99),
  },
];

test.each(functions)('finds a step along $name', ({ f, g, h, best }) => {
  const t = searchLine(f(0), g(0), (at) => ({ value: f(at), first: g(at), second: h(at) }));
  expect(t).not.toBeNull();
  expect(Math.abs(g(t!))).toBeLessThanOrEqual(0.1 * Math.abs(g(0)));
  expect(Math.abs(t! - best)).toBeLessThan(0.25 * best);
});

test('gives no step where the direction does not lead down', () => {
  expect(searchLine(1, 0, () => ({ value: 0, first: 0, second: 1 }))).toBeNull();
  expect(searchLine(1, Number.NaN, () => ({ value: 0, first: 0, second: 1 }))).toBeNull();
});
