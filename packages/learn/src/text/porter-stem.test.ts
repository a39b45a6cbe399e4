import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { porterStem } from './porter-stem.ts';

/** Made by fixtures/porter-stems.py. */
const reference = readFileSync(new URL('./fixtures/porter-stems.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t') as [word: string, stem: string]);

describe('the Porter stemmer', () => {
  it('gives the stem that NLTK gives, for every word of the reference', () => {
    expect(reference.length).toBeGreaterThan(4_000);
    const wrong = reference.filter(([word, stem]) => porterStem(word) !== stem);
    expect(wrong).toEqual([]);
  });

  it.each([
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['hopping', 'hop'],
    ['filing', 'file'],
    ['happy', 'happi'],
    ['relational', 'relat'],
    ['vietnamization', 'vietnam'],
    ['electrical', 'electr'],
    ['goodness', 'good'],
    ['adoption', 'adopt'],
    ['rate', 'rate'],
    ['controlling', 'control'],
    ['roll', 'roll'],
  ])('follows the paper: %s becomes %s', (word, stem) => {
    expect(porterStem(word)).toBe(stem);
  });

  it.each([
    ['dies', 'die', 'ies of four letters keeps its e'],
    ['died', 'die', 'so does ied'],
    ['spied', 'spi', 'a longer ied does not'],
    ['fly', 'fli', 'y turns after any consonant'],
    ['enjoy', 'enjoy', 'and after no vowel'],
    ['skies', 'sky', 'an irregular form'],
    ['geology', 'geolog', 'the l of logi counts with the stem'],
    ['hopefully', 'hope', 'fulli is a suffix'],
    ['is', 'is', 'two letters are left alone'],
    ['SKIES', 'sky', 'capitals are folded first'],
  ])('departs from the paper as NLTK does: %s becomes %s, for %s', (word, stem) => {
    expect(porterStem(word)).toBe(stem);
  });

  it('never lengthens a word, nor empties one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (word) => {
        const stem = porterStem(word);
        expect(stem.length).toBeGreaterThan(0);
        expect(stem.length).toBeLessThanOrEqual(word.length);
      }),
    );
  });

  it('takes a run of y in linear time', () => {
    const run = 'y'.repeat(200_000);
    const started = performance.now();
    porterStem(`${run}ing`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
