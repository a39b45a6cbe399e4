import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText, isBlank, sameText } from './hash-text.ts';

/** The folded form written out the slow way. */
function fold(text: string): string {
  return [...text.replace(/[\u200b\u00ad]/g, '')]
    .map((character) => character.toLowerCase())
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Few letters, so that pairs are often equal or nearly so. */
const texts = fc
  .array(
    fc.constantFrom('a', 'A', 'b', ' ', '  ', '\t', '\n', '\u00a0', '\u200b', 'É', 'é', 'Я', 'я', '😀', '.'),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));

describe('texts as a reader sees them', () => {
  it.each([
    ['A fine film', 'a FINE film', true],
    ['A fine film', '  A\tfine\r\n film ', true],
    ['A fine film', 'A fine\u00a0film', true],
    ['A fine film', 'A fi\u00adne film\u200b', true],
    ['ЧУДО', 'чудо', true],
    ['A fine film', 'A finefilm', false],
    ['A fine film', 'A fine film.', false],
    ['a b', 'a\u200bb', false],
    ['', ' \n', true],
  ])('%j and %j: the same is %s', (a, b, same) => {
    expect(sameText(a, b)).toBe(same);
    expect(hashText(a) === hashText(b)).toBe(same);
  });

  it('are the same exactly when their folded forms are', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(sameText(a, b)).toBe(fold(a) === fold(b));
        expect(hashText(a) === hashText(b)).toBe(fold(a) === fold(b));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are blank exactly when nothing is left of them', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(isBlank(text)).toBe(fold(text) === '');
      }),
    );
  });

  it('hash by their opening alone when told to, wherever white space stands', () => {
    const opening = 'The first sixty-four characters that are seen ';
    expect(hashText(`${opening}one`, 30)).toBe(hashText(`  ${opening.toUpperCase()}\n two`, 30));
    expect(hashText(`${opening}one`)).not.toBe(hashText(`${opening}two`));
  });

  it('spread over 53 bits: a hundred thousand short texts do not collide, in the low bits no more than chance', () => {
    const hashes = Array.from({ length: 100_000 }, (_, i) => hashText(`row ${i}`));
    expect(new Set(hashes).size).toBe(100_000);
    expect(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true);
    const lowBits = new Set(hashes.map((hash) => hash % 65_536));
    // 65,536 (1 − e^(−100,000 / 65,536)) = 51,288 cells are expected to be hit.
    expect(Math.abs(lowBits.size - 51_288)).toBeLessThan(500);
  });
});
