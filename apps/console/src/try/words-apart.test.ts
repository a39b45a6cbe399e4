import { describe, expect, test } from 'vitest';
import { wordsApart } from './words-apart.ts';

const words = (weights: Readonly<Record<string, number>>) =>
  Object.entries(weights).map(([text, weight]) => ({ text, weight }));

describe('the words that two versions read differently', () => {
  test('are measured by each version’s own strongest word', () => {
    expect(wordsApart(words({ good: 10, plot: 5 }), words({ good: 1, plot: 0.5 }), 5)).toEqual([]);
  });

  test('come with the one that turned first, where it is furthest apart', () => {
    expect(wordsApart(words({ good: 10, fine: 8 }), words({ good: 10, fine: -5 }), 5)).toEqual([
      { text: 'fine', left: 0.8, right: -0.5, turned: true },
    ]);
  });

  test('are not those that hardly speak', () => {
    expect(wordsApart(words({ good: 10, so: 0.3 }), words({ good: 10, so: -0.3 }), 5)).toEqual([]);
  });

  test('leave out what is no word, and are at most as many as are asked for', () => {
    const left = words({ a: 1, b: 0.8, c: 0.6, '!!': 0.9 });
    expect(wordsApart(left, words({ z: 1 }), 2).map(({ text }) => text)).toEqual(['a', 'z']);
  });

  test('are none where nothing was weighed', () => expect(wordsApart([], [], 5)).toEqual([]));
});
