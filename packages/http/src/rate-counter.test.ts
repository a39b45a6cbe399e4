import { describe, expect, test } from 'vitest';
import { createRateCounter } from './rate-counter.ts';

describe('a rate counter', () => {
  test('counts each caller’s by itself, and anew when the minute is over', () => {
    let at = 0;
    const rates = createRateCounter({ limit: 2, now: () => at });
    const asked = ['ada', 'ada', 'bo', 'ada', 'ada'].map((caller) => rates.count(caller).remaining);
    expect(asked).toEqual([1, 0, 1, -1, -1]);
    expect(['ada', 'bo', 'cy'].map(rates.hasRoom)).toEqual([false, true, true]);
    at = 59_999;
    expect(rates.count('ada')).toEqual({ limit: 2, remaining: -1, resetMs: 1 });
    at = 60_000;
    expect(rates.hasRoom('ada')).toBe(true);
    expect(rates.count('ada')).toEqual({ limit: 2, remaining: 1, resetMs: 60_000 });
  });

  test('holds a bounded number of callers, and forgets those whose minute began first', () => {
    let at = 0;
    const rates = createRateCounter({ limit: 1, now: () => at });
    rates.count('first');
    at = 1;
    for (let caller = 0; caller < 30_000; caller += 1) rates.count(`caller-${caller}`);
    expect(rates.callers()).toBeLessThanOrEqual(10_000);
    expect(rates.count('caller-29999').remaining).toBe(-1);
    expect(rates.count('first').remaining).toBe(0);
  });
});
