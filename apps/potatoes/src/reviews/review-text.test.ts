import { describe, expect, test } from 'vitest';
import { PotatoesError } from '../errors.ts';
import { hashOfText, reviewText } from './review-text.ts';

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof PotatoesError ? error.code : 'another';
  }
}

describe('a review’s text', () => {
  test.each([
    ['four words are few', 'REVIEW_TOO_SHORT'],
    ['', 'REVIEW_TOO_SHORT'],
    ['. . . . . . . .', 'REVIEW_TOO_SHORT'],
    ['these five words are enough', null],
    ['这部电影非常好看', null],
    [`${'a '.repeat(2499)}`, null],
    [`${'a '.repeat(2501)}`, 'REVIEW_TOO_LONG'],
    ['x'.repeat(100_000), 'REVIEW_TOO_LONG'],
    ['a NUL \0 in the middle of it', 'TEXT_UNREADABLE'],
    ['half a pair \ud83e of surrogates is mended', null],
  ])('%#: is refused with its reason, or taken', (text, code) => {
    expect(codeOf(() => reviewText(text))).toBe(code);
  });

  test('is kept as it was meant: markup is text, control characters and blank lines go', () => {
    expect(reviewText('  <b>bold</b> is text\r\n\r\n\r\n\r\nof \u0007five words\u0085  ')).toBe(
      '<b>bold</b> is text\n\nof five words',
    );
  });
});

describe('the hash of a text', () => {
  test.each([
    ['A warm, funny film.', '  a WARM   funny film!!! '],
    ['A warm, funny film.', 'A wa\u200brm, fun\u00adny film\u2060.'],
    ['Schöner Film', 'Scho\u0308ner film'],
    ['Full ｗｉｄｔｈ', 'full width'],
  ])('%j and %j are the same', (one, other) => expect(hashOfText(one)).toBe(hashOfText(other)));

  test.each([
    ['A warm film', 'A farm film'],
    ['hope less', 'hopeless'],
    ['good 🥔', 'good 🍅'],
  ])('%j and %j are not', (one, other) => expect(hashOfText(one)).not.toBe(hashOfText(other)));
});
