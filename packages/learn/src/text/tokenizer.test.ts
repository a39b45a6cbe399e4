import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import references from '../features/fixtures/references.json' with { type: 'json' };
import { packTexts } from './text-pack.ts';
import { createTokenBuffer, unknown } from './token-buffer.ts';
import type { TokenOptions } from './token-options.ts';
import { createTokenTable, internText, maxTokenUnits, type TokenTable, tokenText } from './token-table.ts';
import { createTokenizer } from './tokenizer.ts';

interface Token {
  readonly token: string | null;
  readonly start: number;
  readonly end: number;
}

function read(text: string, options: TokenOptions, terms: TokenTable = createTokenTable()): Token[] {
  const buffer = createTokenBuffer(1);
  createTokenizer(options, terms, 'learn').read(packTexts([text]).units, 0, text.length, buffer);
  return Array.from({ length: buffer.count }, (_, i) => ({
    token: buffer.ids[i] === unknown ? null : tokenText(terms, buffer.ids[i]),
    start: buffer.starts[i],
    end: buffer.ends[i],
  }));
}

const tokensOf = (text: string, options: TokenOptions) => read(text, options).map(({ token }) => token);

const wordKinds = ['words', 'alphanumeric', 'words-and-punctuation'] as const;
const kinds = [...wordKinds, 'characters', 'characters-in-words'] as const;

const awkward = [
  ...['\u0000', '\u0007', '\t', '\n', '\u0085', '\u00a0', '\u2003', '\u2028', '\u3000'],
  ...['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u202e', '\u{e0067}'],
  ...['\ud800', '\udbff', '\udc00', '\udfff'],
  ...['e\u0301', '\u0301', '\u20e3', '\ufe0f', 'שָׁלוֹם', 'مرحبا', 'नमस्ते', 'ไทย', '日本語'],
  ...['İ', 'ẞ', 'ς', 'Σ', 'ΟΔΟΣ', 'ǅ', 'ﬁ', 'K', '½', '٣', 'Ⅷ', '_', '__init__'],
  ...['𝔄𝔟𝔠', '𐐀𐐨', '𞤀', '𠜎', '𝟘', '🙂', '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '❤️'],
  ...['<br />', '<BR>', '<br', '<', '< br>', "don't", 'e-mail', 'x2', ' ', '.', '!!!'],
];

const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...awkward), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
);

const anyOptions: fc.Arbitrary<TokenOptions> = fc
  .record(
    {
      tokens: fc.constantFrom(...kinds),
      lowercase: fc.boolean(),
      stripBreaks: fc.boolean(),
      minLength: fc.integer({ min: 1, max: 3 }),
      stopWords: fc.oneof(fc.constant('english' as const), fc.constant(['x2', 'σ', '.'])),
      stem: fc.constant('porter' as const),
      part: fc.oneof(
        fc.record({ first: fc.integer({ min: 0, max: 5 }) }),
        fc.record({ last: fc.integer({ min: 0, max: 5 }) }),
      ),
    },
    { requiredKeys: ['tokens'] },
  )
  .map((options) => options as TokenOptions);

/** Format characters, but for the byte order mark, which JavaScript counts among white space. */
const invisible = /^(?!\s)\p{Cf}$/u;

/** Without what cannot be seen; lower case unit by unit in the basic plane, else character by character. */
function plain(text: string, lowercase: boolean): string {
  let out = '';
  for (const character of text) {
    if (invisible.test(character)) continue;
    const lower = character.toLowerCase();
    out +=
      !lowercase || (character.length === 2 && lower.length !== 2)
        ? character
        : lower.slice(0, character.length);
  }
  return out;
}

/** What `words`, `alphanumeric` and `words-and-punctuation` mean, said once more by regular expression. */
function wordsByPattern(text: string, kind: (typeof wordKinds)[number]): string[] {
  const letter = kind === 'alphanumeric' ? '[\\p{L}\\p{M}\\p{N}]' : '[\\p{L}\\p{M}\\p{N}_]';
  const word = `${letter}(?:(?:(?!\\s)\\p{Cf})*${letter})*`;
  const symbol = kind === 'words-and-punctuation' ? '|[^\\s\\p{Cc}\\p{Z}\\p{Cf}]' : '';
  return [...text.matchAll(new RegExp(word + symbol, 'gu'))].map(([found]) => plain(found, true));
}

describe('the tokeniser on any text', () => {
  it('finds the words that the pattern finds', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...wordKinds), (text, kind) => {
        expect(tokensOf(text, { tokens: kind, stripBreaks: false })).toEqual(wordsByPattern(text, kind));
      }),
      { numRuns: 1500 },
    );
  });

  it('gives spans in order, inside the text, that do not overlap', () => {
    fc.assert(
      fc.property(hostileText, anyOptions, (text, options) => {
        let before = 0;
        for (const { start, end } of read(text, options)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThanOrEqual(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('gives spans whose text is the token, but for case and what cannot be seen', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...wordKinds), fc.boolean(), (text, tokens, lowercase) => {
        for (const { token, start, end } of read(text, { tokens, lowercase })) {
          expect(token).toBe(plain(text.slice(start, end), lowercase));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a text of a pack as it reads the text alone', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, anyOptions, (before, text, after, options) => {
        const pack = packTexts([before, text, after]);
        const terms = createTokenTable();
        const buffer = createTokenBuffer();
        createTokenizer(options, terms, 'learn').read(pack.units, pack.starts[1], pack.starts[2], buffer);
        const alone = read(text, options);
        expect(Array.from(buffer.starts.subarray(0, buffer.count), (at) => at - before.length)).toEqual(
          alone.map(({ start }) => start),
        );
        expect(
          Array.from(buffer.ids.subarray(0, buffer.count), (id) => (id < 0 ? null : tokenText(terms, id))),
        ).toEqual(alone.map(({ token }) => token));
      }),
    );
  });

  it('looks up the ids that it learned, and knows no others', () => {
    fc.assert(
      fc.property(hostileText, hostileText, anyOptions, (learned, other, options) => {
        const terms = createTokenTable();
        read(learned, options, terms);
        const known = new Set(Array.from({ length: terms.count }, (_, id) => tokenText(terms, id)));
        const lookUp = createTokenizer(options, terms, 'look-up');
        const buffer = createTokenBuffer(1);
        const count = terms.count;
        lookUp.read(packTexts([other]).units, 0, other.length, buffer);
        const expected = read(other, options).map(({ token }) =>
          token !== null && known.has(token) ? token : null,
        );
        expect(
          Array.from(buffer.ids.subarray(0, buffer.count), (id) => (id < 0 ? null : tokenText(terms, id))),
        ).toEqual(expected);
        expect(terms.count).toBe(count);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the tokeniser and scikit-learn', () => {
  it.each(references.tokenised)('cut plain texts alike: $options', ({ options, texts }) => {
    references.texts.forEach((text, row) => {
      expect(tokensOf(text, options as TokenOptions)).toEqual(texts[row]);
    });
  });
});

describe('the tokeniser', () => {
  it.each([
    ['İstanbul ẞ ΟΔΟΣ Kelvin', ['istanbul', 'ß', 'οδοσ', 'kelvin']],
    ['𝔄𝔟 𐐀𐐁 𝟘𝟙', ['𝔄𝔟', '𐐨𐐩', '𝟘𝟙']],
    ['so\u00adlu\u200btion fam\u200dily', ['solution', 'family']],
    ['e\u0301te\u0301 שָׁלוֹם', ['e\u0301te\u0301', 'שָׁלוֹם']],
    ['a\u0000b\u0085c\u3000d', ['a', 'b', 'c', 'd']],
    ['lone \ud800\ud800 \udc00x', ['lone', 'x']],
    ['', []],
  ])('reads the words of %j', (text, words) => {
    expect(tokensOf(text, { tokens: 'words' })).toEqual(words);
  });

  it.each(['<br>', '<br/>', '<br />', '<BR />', '<Br   />', '<br />', '<bR>'])(
    'takes %s for white space',
    (lineBreak) => {
      const text = `good${lineBreak}${lineBreak}film`;
      expect(tokensOf(text, { tokens: 'words-and-punctuation' })).toEqual(['good', 'film']);
      expect(tokensOf(text, { tokens: 'characters' }).join('')).toBe('good film');
    },
  );

  it.each(['<br', '<b>', '<bra>', '<br/', '<br x>', '< br>', '<'])('leaves %s as it is', (markup) => {
    const text = `good${markup}`;
    expect(tokensOf(text, { tokens: 'words-and-punctuation' })).toEqual(
      tokensOf(text, { tokens: 'words-and-punctuation', stripBreaks: false }),
    );
  });

  it('keeps line breaks as symbols and words where it is told to', () => {
    expect(tokensOf('a<br />b', { tokens: 'words-and-punctuation', stripBreaks: false })).toEqual([
      'a',
      '<',
      'br',
      '/',
      '>',
      'b',
    ]);
  });

  it('folds white space between characters to one space', () => {
    expect(tokensOf(' a \t\n b', { tokens: 'characters' })).toEqual(['a', ' ', 'b']);
  });

  it('sets words between spaces, and lets no n-gram reach from one to the next', () => {
    expect(tokensOf('ab c', { tokens: 'characters-in-words' })).toEqual([
      ' ',
      'a',
      'b',
      ' ',
      null,
      ' ',
      'c',
      ' ',
    ]);
  });

  it('drops short words, and no symbols', () => {
    expect(tokensOf('a be sea. 𝔄', { tokens: 'words-and-punctuation', minLength: 2 })).toEqual([
      'be',
      'sea',
      '.',
      '𝔄',
    ]);
  });

  it('drops stop words before it stems, and stems what is left', () => {
    expect(
      tokensOf('The runners were RUNNING', { tokens: 'words', stopWords: 'english', stem: 'porter' }),
    ).toEqual(['runner', 'run']);
  });

  it.each([
    [{ first: 2 }, ['a', 'b']],
    [{ last: 2 }, ['c', 'd']],
    [{ last: 9 }, ['a', 'b', 'c', 'd']],
    [{ first: 0 }, []],
    [{ last: 0 }, []],
  ])('keeps of four tokens the part %j', (part, words) => {
    expect(tokensOf('a b c d', { tokens: 'words', part })).toEqual(words);
  });

  it('counts the part in tokens that are left after stop words', () => {
    expect(tokensOf('x the y the z', { tokens: 'words', stopWords: ['the'], part: { first: 2 } })).toEqual([
      'x',
      'y',
    ]);
  });

  it('knows a word of a million characters by its first ones, in one token and linear time', () => {
    const long = 'ab'.repeat(500_000);
    const [token, ...others] = read(`${long} end`, { tokens: 'words' });
    expect(token).toEqual({ token: 'ab'.repeat(maxTokenUnits / 2), start: 0, end: long.length });
    expect(others.map(({ token }) => token)).toEqual(['end']);
  });

  it.each([
    ['letters of two units', '𐐨'.repeat(200)],
    ['letters of two units after one of one', `a${'𐐨'.repeat(200)}`],
    ['letters of one unit after the cut', `a${'𐐨'.repeat(63)}𐐨b`],
  ])('knows a long word by a beginning of it: %s', (_, word) => {
    const [{ token }] = read(word, { tokens: 'words' });
    expect(word.startsWith(token ?? 'nothing')).toBe(true);
  });

  it('gives the same ids after its memory of surface forms was emptied', () => {
    const options: TokenOptions = { tokens: 'words', stopWords: ['of'], stem: 'porter' };
    const terms = createTokenTable();
    for (const term of ['run', 'film', 'walk']) internText(terms, term);
    const lookUp = createTokenizer(options, terms, 'look-up');
    const buffer = createTokenBuffer();
    const ask = (text: string): number[] => {
      lookUp.read(packTexts([text]).units, 0, text.length, buffer);
      return Array.from(buffer.ids.subarray(0, buffer.count));
    };
    const before = ask('running of walks and films');
    expect(before).toEqual([0, 2, -1, 1]);
    for (let i = 0; i < 10; i++) {
      ask(Array.from({ length: 10_000 }, (_, k) => `noise${i}x${k}`).join(' '));
      expect(ask('running of walks and films')).toEqual(before);
    }
    expect(terms.count).toBe(3);
  });
});
