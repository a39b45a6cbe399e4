import type { DatasetStep } from '@verdict/api';
import { describe, expect, test } from 'vitest';
import { historyBars } from './history-bars.ts';

function step(number: number, classes: Readonly<Record<string, number>>, rows?: number): DatasetStep {
  const list = Object.entries(classes).map(([label, count]) => ({ label, rows: count }));
  return {
    number,
    rows: rows ?? list.reduce((sum, each) => sum + each.rows, 0),
    classes: list,
  } as unknown as DatasetStep;
}

describe('the history of a dataset', () => {
  test('is drawn oldest first, each class in its colour', () => {
    const drawn = historyBars([step(2, { neg: 30, pos: 50 }), step(1, { pos: 20, neg: 20 })]);
    expect(drawn).toEqual({
      most: 80,
      series: ['pos', 'neg'],
      others: false,
      bars: [
        { number: 1, rows: 40, parts: [{ series: 0, from: 0, size: 0.25 }, { series: 1, from: 0.25, size: 0.25 }] }, // biome-ignore format: rows
        { number: 2, rows: 80, parts: [{ series: 0, from: 0, size: 0.625 }, { series: 1, from: 0.625, size: 0.375 }] }, // biome-ignore format: rows
      ],
    });
  });

  test('stacks what has no colour as one, and what came earlier and went too', () => {
    const { series, others, bars } = historyBars([
      step(2, { a: 50, b: 40, c: 30, d: 20, e: 10 }),
      step(1, { gone: 60 }),
    ]);
    expect(series).toEqual(['a', 'b', 'c', 'd']);
    expect(others).toBe(true);
    expect(bars[0].parts).toEqual([{ series: 4, from: 0, size: 60 / 150 }]);
    expect(bars[1].parts.at(-1)?.series).toBe(4);
  });

  test('keeps the newest where there are many', () => {
    const { bars } = historyBars([step(3, { a: 1 }), step(2, { a: 1 }), step(1, { a: 1 })], 2);
    expect(bars.map(({ number }) => number)).toEqual([2, 3]);
  });

  test('of nothing is nothing', () => {
    expect(historyBars([])).toEqual({ most: 1, series: [], others: false, bars: [] });
  });
});
