import { describe, expect, it } from 'vitest';
import { frequentWords } from './frequent-words.ts';

describe('frequentWords', () => {
  it('counts rows, not occurrences, and breaks ties by the alphabet', () => {
    const words = frequentWords();
    for (const [row, text] of ['b b b a', 'b c', 'a c'].entries()) {
      for (const word of text.split(' ')) words.see(word, row);
    }
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
      words.see(`only ${row}`, row);
      if (row % 10 === 0) words.see('often', row);
      if (row % 25 === 0) words.see('at times', row);
    }
    const [often, atTimes] = words.top(2);
    const short = (rows * 1.14) / windowWords;
    expect([often.word, atTimes.word]).toEqual(['often', 'at times']);
    expect(5000 - often.rows).toBeLessThanOrEqual(short);
    expect(2000 - atTimes.rows).toBeLessThanOrEqual(short);
    expect(words.top(Number.POSITIVE_INFINITY).length).toBeLessThan(5 * windowWords);
  });
});
