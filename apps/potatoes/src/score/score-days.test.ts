import { expect, test } from 'vitest';
import { dayMs, scoreDays } from './score-days.ts';

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
