import { describe, expect, test } from 'vitest';
import { paintedPart } from './painted-part.ts';

const span = (start: number, end: number) => ({ start, end, contribution: 1 });

describe('what is painted of a text', () => {
  test('is all of it where it is short', () => {
    const spans = [span(0, 3)];
    expect(paintedPart('one two', spans, 7)).toEqual({ text: 'one two', spans, isWhole: true });
  });

  test('is its beginning, with the words that lie in it whole', () => {
    expect(paintedPart('one two six', [span(0, 3), span(4, 7), span(8, 11), span(4, 11)], 7)).toEqual({
      text: 'one two',
      spans: [span(0, 3), span(4, 7)],
      isWhole: false,
    });
  });

  test('ends before a character that would be cut in two', () => {
    expect(paintedPart('ab👍c', [], 3).text).toBe('ab');
    expect(paintedPart('ab👍c', [], 4).text).toBe('ab👍');
  });
});
