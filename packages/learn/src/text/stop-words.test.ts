import { expect, it } from 'vitest';
import { stopWords } from './stop-words.ts';

it('holds only what a tokeniser of lower-case letters and digits can give', () => {
  expect([...stopWords].filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
});

it('holds about as many words as the classical lists', () => {
  expect(stopWords.size).toBeGreaterThan(150);
  expect(stopWords.size).toBeLessThan(200);
});

it.each(['the', 'and', 'i', 'was', 'with', 'not', 'don', 't', 's', 've', 'll'])('drops "%s"', (word) => {
  expect(stopWords.has(word)).toBe(true);
});

it.each(['good', 'bad', 'free', 'call', 'never', 'win', 'film', 'text'])('keeps "%s"', (word) => {
  expect(stopWords.has(word)).toBe(false);
});

it('leaves nothing of a contraction', () => {
  const contractions = "I'm you're he's we've they'll she'd don't isn't wouldn't shan't needn't can't it's";
  const pieces = contractions.toLowerCase().match(/[a-z0-9]+/g);
  expect(pieces?.filter((piece) => !stopWords.has(piece))).toEqual([]);
});
