import { describe, expect, test } from 'vitest';
import { fewestToCall } from '../../pages/review-rules.ts';
import { scoreOf } from './score-of.ts';

describe('a score', () => {
  test.each([
    [0, 0, 'none'],
    [1, 1, 'few'],
    [4, 4, 'few'],
    [5, 5, 'hot'],
    [5, 3, 'fresh'],
    [5, 2, 'rotten'],
    [20, 15, 'hot'],
    [1000, 749, 'fresh'],
    [1000, 600, 'fresh'],
    [1000, 599, 'rotten'],
    [5, 0, 'rotten'],
  ])('of %i reviews, %i positive, is %s', (total, positive, standing) => {
    expect(scoreOf({ total, positive }).standing).toBe(standing);
  });

  test('has no share without reviews, and an interval around its share with some', () => {
    expect(scoreOf({ total: 0, positive: 0 })).toMatchObject({ share: null, interval: null });
    const { share, interval } = scoreOf({ total: 10, positive: 8 });
    expect(share).toBe(0.8);
    // By statsmodels' proportion_confint(8, 10, method='wilson').
    expect(interval?.[0]).toBeCloseTo(0.4902, 4);
    expect(interval?.[1]).toBeCloseTo(0.9433, 4);
    expect(scoreOf({ total: 3, positive: 3 }).interval?.[1]).toBe(1);
    expect(scoreOf({ total: 3, positive: 0 }).interval?.[0]).toBe(0);
  });

  test('never goes from rotten to hot by one review', () => {
    for (let total = fewestToCall; total < 60; total += 1) {
      for (let positive = 0; positive < total; positive += 1) {
        if (scoreOf({ total, positive }).standing !== 'rotten') continue;
        expect(scoreOf({ total, positive: positive + 1 }).standing).not.toBe('hot');
        expect(scoreOf({ total: total + 1, positive: positive + 1 }).standing).not.toBe('hot');
      }
    }
  });
});
