import { describe, expect, it } from 'vitest';
import { countWords } from './count-words.ts';
import { type FrequentWords, frequentWords } from './frequent-words.ts';

function read(words: FrequentWords, row: number, text: string): void {
  countWords(text, (start, end, hash, check) => words.see(row, text, start, end, hash, check));
}

describe('frequentWords', () => {
  it('counts rows, not occurrences, and breaks ties by the alphabet', () => {
    const words = frequentWords();
    for (const [row, text] of ['b b b a', 'b c', 'a c'].entries()) read(words, row, text);
    expect(words.top(2)).toEqual([
      { word: 'a', rows: 2 },
      { word: 'b', rows: 2 },
    ]);
  });

  it('finds the frequent ones among ever new words, short by no more than it promises', () => {
    const windowWords = 1000;
    const words = frequentWords(windowWords);
    const rows = 50_000;
    for (let row = 0; row < rows; row++) {
      read(words, row, `only${row}`);
      if (row % 10 === 0) read(words, row, 'often');
      if (row % 25 === 0) read(words, row, 'sometimes');
    }
    const [often, atTimes] = words.top(2);
    const short = (rows * 1.14) / windowWords;
    expect([often.word, atTimes.word]).toEqual(['often', 'sometimes']);
    expect(5000 - often.rows).toBeLessThanOrEqual(short);
    expect(2000 - atTimes.rows).toBeLessThanOrEqual(short);
    expect(words.top(Number.POSITIVE_INFINITY).length).toBeLessThan(5 * windowWords);
  });
});
