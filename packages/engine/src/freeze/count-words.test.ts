import { describe, expect, it } from 'vitest';
import { countWords } from './count-words.ts';

function wordsOf(text: string): string[] {
  const words: string[] = [];
  countWords(text, (start, end) => words.push(text.slice(start, end).toLowerCase()));
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
    const text = `${'x'.repeat(51)} y`;
    expect(countWords(text, () => {})).toBe(2);
    expect(wordsOf(text)).toEqual(['y']);
  });

  it('gives a word the same hashes however it is written, and other words others', () => {
    const hashes = new Map<string, Set<string>>();
    const text = "Word WORD word words drow row's ROW'S Äpfel äpfel Apfel";
    countWords(text, (start, end, hash, check) => {
      const word = text.slice(start, end).toLowerCase();
      hashes.set(word, (hashes.get(word) ?? new Set()).add(`${hash} ${check}`));
    });
    expect([...hashes.values()].every(({ size }) => size === 1)).toBe(true);
    expect(new Set([...hashes.values()].flatMap((set) => [...set])).size).toBe(hashes.size);
  });
});
