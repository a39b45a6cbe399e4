import { describe, expect, it } from 'vitest';
import { cutName, cutText } from './cut-text.ts';

describe('cutText', () => {
  for (const [text, most, expected] of [
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['a longer text', 8, 'a longe…'],
    ['two\nlines\tand\u0000a nul', 40, 'two lines and a nul'],
    ['🎬🎬🎬🎬', 3, '🎬🎬…'],
    ['half \ud800 pair', 40, 'half \ufffd pair'],
  ] as const) {
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(text)}`, () => {
      expect(cutText(text, most)).toBe(expected);
    });
  }
});

describe('cutName', () => {
  it('keeps the end, by which long names differ', () => {
    expect(cutName('category number 12', 12)).toBe('category… 12');
    expect(cutName('category number 13', 12)).toBe('category… 13');
    expect(cutName('short', 12)).toBe('short');
  });
});
