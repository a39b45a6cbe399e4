import { describe, expect, it } from 'vitest';
import { historyLine } from './history-line.ts';

const day = (number: number, positive: number, total: number) => ({
  dayMs: number * 86_400_000,
  positive,
  total,
});

describe('the line of a score over time', () => {
  it.each([
    ['no days', []],
    ['one day', [day(1, 3, 4)]],
    ['one day with reviews among empty ones', [day(1, 0, 0), day(2, 3, 4)]],
  ])('is not drawn from %s', (_name, days) => {
    expect(historyLine(days)).toBeNull();
  });

  it('goes in steps from the first day to the last, with days as far apart as they were', () => {
    const line = historyLine([day(1, 1, 1), day(2, 1, 2), day(5, 1, 4)]);
    expect(line?.path).toBe('M0 0H25V50H100V75');
    expect(line?.points.map(({ share }) => share)).toEqual([1, 0.5, 0.25]);
  });
});
