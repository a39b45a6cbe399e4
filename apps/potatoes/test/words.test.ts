import { describe, expect, it } from 'vitest';
import { genres } from '../content/films.ts';
import { potatoesErrorCodes, potatoesErrors } from '../src/index.ts';
import { wordsOf } from '../words/index.ts';
import { plural } from '../words/plural.ts';
import { languages, percentWords } from '../words/say.ts';

/** What only a hand-made request can meet; a page never sends one. */
const notOfPages = ['URL_INVALID', 'HTTP_INVALID', 'BODY_INVALID', 'METHOD_REFUSED', 'MEDIA_TYPE_REFUSED'];

type Catalogue = { readonly [key: string]: unknown };

function leaves(catalogue: Catalogue, path = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' ? leaves(value as Catalogue, `${path}${key}.`) : [[`${path}${key}`, value]],
  );
}

describe.each(languages)('the words in %s', (language) => {
  const words = wordsOf(language);

  it('have a sentence for each refusal that a visitor can meet, and for no other', () => {
    const met = potatoesErrorCodes.filter(
      (code) => potatoesErrors[code].status !== null && !notOfPages.includes(code),
    );
    expect(Object.keys(words.refusals).sort()).toEqual([...met, 'OFFLINE', 'UNKNOWN'].sort());
  });

  it('name every genre of the films', () => {
    expect(Object.keys(words.genres).sort()).toEqual([...genres].sort());
  });

  it('leave nothing empty', () => {
    const empty = leaves(words).filter(([, text]) => typeof text === 'string' && text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('count one and many differently', () => {
    expect(words.score.based(1)).not.toBe(words.score.based(2).replace('2', '1'));
    expect(words.write.words(4, 5)).not.toBe(words.write.words(3, 5));
  });
});

describe('numbers in words', () => {
  it('are written as their language writes them', () => {
    expect(wordsOf('en').films.found(1234)).toBe('1,234 films');
    expect(wordsOf('de').films.found(1234)).toBe('1.234 Filme');
  });

  it.each([
    ['en', 0.746, '74%'],
    ['en', 0.75, '75%'],
    ['en', 0.57, '57%'],
    ['en', 0.999, '99%'],
    ['en', 1, '100%'],
    ['en', 0, '0%'],
    ['de', 0.6, '60\u00a0%'],
  ] as const)('in %s %d is %s, so that a score never claims more than it has', (language, share, text) => {
    expect(percentWords(language, share)).toBe(text);
  });

  it('take the form that a language has for so many', () => {
    const forms = { one: 'grzyb', few: 'grzyby', many: 'grzybów', other: 'grzyba' };
    expect([1, 2, 5, 1.5].map((count) => plural('pl', count, forms))).toEqual([
      'grzyb',
      'grzyby',
      'grzybów',
      'grzyba',
    ]);
  });
});
