import { expect, test } from 'vitest';
import { dayMs, mostPoints, scoreDays } from './score-days.ts';

test('tells the score as it was at the end of each day, also where older days are left out', () => {
  const days = [
    { day: 12, total: 3, positive: 1 },
    { day: 11, total: 0, positive: 0 },
    { day: 10, total: 2, positive: 2 },
  ];
  expect(scoreDays({ total: 9, positive: 5 }, days)).toEqual([
    { dayMs: 10 * dayMs, total: 6, positive: 4 },
    { dayMs: 12 * dayMs, total: 9, positive: 5 },
  ]);
  expect(scoreDays({ total: 0, positive: 0 }, [])).toEqual([]);
});

test('gives no more than a chart can show, with the first day and the last', () => {
  const newestFirst = Array.from({ length: 700 }, (_, at) => ({ day: 999 - at, total: 1, positive: at % 2 }));
  const days = scoreDays({ total: 700, positive: 350 }, newestFirst);
  expect(days).toHaveLength(mostPoints);
  expect(days[0]).toEqual({ dayMs: 300 * dayMs, total: 1, positive: 1 });
  expect(days[mostPoints - 1]).toEqual({ dayMs: 999 * dayMs, total: 700, positive: 350 });
  expect(new Set(days.map((day) => day.dayMs)).size).toBe(mostPoints);
});
