import { expect, test } from 'vitest';
import { countWords } from './count-words.ts';

test.each([
  ['', 0],
  ['   \n\t ', 0],
  ['. , ! … — 🥔🥔🥔', 0],
  ['Loved it.', 2],
  ["Don't go, it isn't good", 5],
  ['Ein wirklich schöner, langsamer Film', 5],
  ['<script>alert(1)</script>', 4],
  ['فيلم جميل جدا أحببته كثيرا', 5],
  ['这部电影非常好看', 5],
  ['one two  three\nfour\tfive', 5],
])('%j has %i words', (text, words) => expect(countWords(text)).toBe(words));
