import { describe, expect, test } from 'vitest';
import { measureLatency } from './measure-latency.ts';

/** A clock that only asking moves. */
function clock() {
  let at = 0;
  let asked = 0;
  return {
    now: () => at,
    asked: () => asked,
    taking: (ms: (text: string) => number) => (text: string) => {
      asked++;
      at += ms(text);
    },
  };
}

describe('measureLatency', () => {
  test('is the median of each, whatever one odd text takes', () => {
    const { now, taking, asked } = clock();
    const texts = ['a', 'b', 'c', 'a very odd one'];
    const fast = taking((text) => (text.length > 1 ? 100 : 1));
    const slow = taking(() => 3);
    expect(measureLatency([fast, slow], texts, now)).toEqual([1, 3]);
    expect(asked()).toBe(2 * 4 * 6);
  });

  test('asks a sample of many texts, from all over them', () => {
    const { now } = clock();
    const seen = new Set<string>();
    const texts = Array.from({ length: 10_000 }, (_, at) => String(at));
    measureLatency([(text) => seen.add(text)], texts, now);
    expect(seen.size).toBe(200);
    expect(Math.max(...[...seen].map(Number))).toBeGreaterThan(9900);
  });

  test('ends in time with models that are slow', () => {
    const { now, taking, asked } = clock();
    const texts = Array.from({ length: 200 }, (_, at) => String(at));
    expect(measureLatency([taking(() => 2000), taking(() => 5000)], texts, now)).toEqual([2000, 5000]);
    expect(asked()).toBe(4);
  });
});
