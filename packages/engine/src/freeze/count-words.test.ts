import { describe, expect, it } from 'vitest';
import { countWords } from './count-words.ts';

function wordsOf(text: string): string[] {
  const words: string[] = [];
  countWords(text, (word) => words.push(word));
  return words;
}

describe('countWords', () => {
  it.each([
    ['', []],
    ['  … !', []],
    ['A good film', ['a', 'good', 'film']],
    ["Don't, ‘it’s’ fine'", ["don't", 'it’s', 'fine']],
    ['Ein schöner Straßenfilm', ['ein', 'schöner', 'straßenfilm']],
    ['cafe\u0301 2 хорошо 好看', ['cafe\u0301', '2', 'хорошо', '好看']],
    ['one<br />two', ['one', 'br', 'two']],
  ])('reads %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('counts a run that is too long for a word and does not show it', () => {
    const seen: string[] = [];
    expect(countWords(`${'x'.repeat(51)} y`, (word) => seen.push(word))).toBe(2);
    expect(seen).toEqual(['y']);
  });
});
