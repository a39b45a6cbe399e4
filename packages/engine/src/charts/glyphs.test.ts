import { describe, expect, it } from 'vitest';
import { charactersOf, glyphOf, textAdvance } from './glyphs.ts';

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

describe('glyphOf', () => {
  it('has strokes of its own for every printable character of ASCII', () => {
    const box = JSON.stringify(glyphOf('漢').strokes);
    for (const character of printable) {
      expect(JSON.stringify(glyphOf(character).strokes), character).not.toBe(box);
    }
  });

  it('stays inside its line', () => {
    for (const character of printable) {
      const { advance, strokes } = glyphOf(character);
      for (const [x, y] of strokes.flat()) {
        expect(Number.isFinite(x) && Number.isFinite(y), character).toBe(true);
        expect(x, character).toBeGreaterThan(-1.5);
        expect(x, character).toBeLessThan(advance);
        expect(y, character).toBeGreaterThan(-2.5);
        expect(y, character).toBeLessThan(8.5);
      }
    }
  });

  it('draws a box for what it does not know, names of objects included', () => {
    expect(glyphOf('constructor').strokes).toEqual(glyphOf('漢').strokes);
  });
});

describe('charactersOf', () => {
  it('draws é as e, and an emoji as one box', () => {
    expect(charactersOf('né 🎬')).toEqual(['n', 'e', ' ', '🎬']);
  });
});

describe('textAdvance', () => {
  it('makes all digits equally wide', () => {
    expect(new Set(Array.from('0123456789', textAdvance)).size).toBe(1);
  });
});
