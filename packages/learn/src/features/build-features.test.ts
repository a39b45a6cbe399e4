import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { columnNames, type Row, rowsByName } from '../../test/read-set.ts';
import { sentences } from '../../test/small-corpus.ts';
import { soloCrew } from '../crew.ts';
import { assertCsr, transpose } from '../matrix/csr-matrix.ts';
import { threadCrew } from '../threads/index.ts';
import { buildFeatures, type CountedSet } from './build-features.ts';
import type { FeatureSetOptions } from './feature-set.ts';
import references from './fixtures/references.json' with { type: 'json' };

const words: FeatureSetOptions = { tokens: 'words', ngrams: [1, 1] };
const crews = [soloCrew(), threadCrew({ size: 2 }), threadCrew({ size: 3 })];
afterAll(async () => {
  for (const crew of crews) if ('close' in crew) await (crew as ReturnType<typeof threadCrew>).close();
});

async function build(texts: readonly string[], options: FeatureSetOptions): Promise<CountedSet> {
  const { sets } = await buildFeatures(texts, [options], soloCrew());
  return sets[0];
}

function expectRows(found: readonly Row[], expected: readonly unknown[], digits: number): void {
  expect(found.length).toBe(expected.length);
  found.forEach((row, i) => {
    const reference = expected[i] as Row;
    expect(Object.keys(row).sort()).toEqual(Object.keys(reference).sort());
    for (const [name, value] of Object.entries(reference)) expect(row[name]).toBeCloseTo(value, digits);
  });
}

/** n-grams counted as one would by hand: every run of tokens of every text, by name. */
function countByHand(rows: readonly (readonly string[])[], options: FeatureSetOptions): Row[] {
  const [shortest, longest] = options.ngrams;
  const counted = rows.map((tokens) => {
    const row = new Map<string, number>();
    for (let from = 0; from < tokens.length; from++) {
      for (let length = shortest; length <= longest && from + length <= tokens.length; length++) {
        const gram = tokens.slice(from, from + length).join(' ');
        row.set(gram, (row.get(gram) ?? 0) + 1);
      }
    }
    return row;
  });
  const rowsWith = new Map<string, number>();
  for (const row of counted) for (const gram of row.keys()) rowsWith.set(gram, (rowsWith.get(gram) ?? 0) + 1);
  const [minDf, maxDf] = [options.minDf ?? 1, options.maxDf ?? 1];
  const isKept = (gram: string): boolean => {
    const held = rowsWith.get(gram) ?? 0;
    return (
      held >= (minDf < 1 ? minDf * rows.length : minDf) && held <= (maxDf > 1 ? maxDf : maxDf * rows.length)
    );
  };
  const worth = (count: number): number =>
    options.tf === 'binary' ? 1 : options.tf === 'sublinear' ? 1 + Math.log(count) : count;
  return counted.map((row) =>
    Object.fromEntries(
      [...row].filter(([gram]) => isKept(gram)).map(([gram, count]) => [gram, worth(count)]),
    ),
  );
}

describe('counted features', () => {
  it.each(references.counts)('are those of scikit-learn: $options', async ({ options, columns, rows }) => {
    const set = await build(references.texts, {
      stripBreaks: false,
      ...(options as unknown as FeatureSetOptions),
    });
    expect(set.byRow.columns).toBe(columns);
    expectRows(rowsByName(set.byRow, columnNames(set)), rows, options.tf === 'sublinear' ? 6 : 12);
  });

  it('leave a word out that is shorter than the shortest n-gram, which char_wb would give whole', async () => {
    const set = await build(['a long word'], { tokens: 'characters-in-words', ngrams: [4, 4] });
    expect(columnNames(set).sort()).toEqual([' lon', ' wor', 'long', 'ong ', 'ord ', 'word']);
  });

  it('are what counting by hand gives, on any corpus', async () => {
    const token = fc.constantFrom('a', 'b', 'c', 'd', 'é', '𐐨', 'zz');
    const corpus = fc.array(fc.array(token, { maxLength: 12 }), { minLength: 1, maxLength: 12 });
    const options = fc
      .record(
        {
          shortest: fc.integer({ min: 1, max: 3 }),
          more: fc.integer({ min: 0, max: 2 }),
          minDf: fc.constantFrom(1, 2, 3, 0.3),
          maxDf: fc.constantFrom(1, 0.5, 2),
          tf: fc.constantFrom('binary' as const, 'count' as const, 'sublinear' as const),
        },
        { requiredKeys: ['shortest', 'more'] },
      )
      .map(
        ({ shortest, more, ...rest }): FeatureSetOptions => ({
          ...rest,
          tokens: 'words',
          ngrams: [shortest, shortest + more],
        }),
      );
    await fc.assert(
      fc.asyncProperty(corpus, options, async (rows, given) => {
        const texts = rows.map((tokens) => tokens.join(' '));
        const expected = countByHand(rows, given);
        if (expected.every((row) => Object.keys(row).length === 0)) {
          await expect(build(texts, given)).rejects.toMatchObject({ code: 'VOCABULARY_EMPTY' });
          return;
        }
        const set = await build(texts, given);
        expectRows(rowsByName(set.byRow, columnNames(set)), expected, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('tell apart n-grams of ten thousand texts, more than any small table holds', async () => {
    const texts = Array.from(
      { length: 10_000 },
      (_, row) => `w${row} w${row % 100} w${(row * 7) % 1000} w${row}`,
    );
    const set = await build(texts, { tokens: 'words', ngrams: [1, 3] });
    const expected = countByHand(
      texts.map((text) => text.split(' ')),
      set.options,
    );
    expect(rowsByName(set.byRow, columnNames(set))).toEqual(expected);
  });

  it('keep of equally frequent columns those that the texts use first', async () => {
    const set = await build(['d c b a', 'a b c d', 'e'], { ...words, maxFeatures: 2 });
    expect(columnNames(set)).toEqual(['d', 'c']);
  });

  it.each([
    ['no texts', [], words],
    ['empty texts', ['', ' '], words],
    ['a bound that nothing reaches', ['a b', 'c d'], { ...words, minDf: 2 }],
  ])('are refused where there would be none: %s', async (_, texts, options) => {
    await expect(build(texts, options)).rejects.toMatchObject({ code: 'VOCABULARY_EMPTY' });
  });
});

const kinds: readonly FeatureSetOptions[] = [
  { tokens: 'words-and-punctuation', ngrams: [1, 3], minDf: 2, tf: 'binary' },
  { tokens: 'words', ngrams: [2, 3], tf: 'sublinear', part: { last: 6 } },
  { tokens: 'words', ngrams: [1, 2], maxFeatures: 40, stopWords: 'english', stem: 'porter' },
  { tokens: 'characters-in-words', ngrams: [2, 4], maxDf: 0.5 },
  { tokens: 'words', ngrams: [1, 2], hashBits: 6 },
  { tokens: 'characters', ngrams: [1, 3], hashBits: 10, tf: 'binary' },
];
const corpus = ['', ...sentences(150, 4, 5).map(({ text }) => text), '🙂 \ud800 é'];

describe.each(kinds)('the matrix of $tokens $ngrams', (options) => {
  it('holds together, and is the same by rows and by columns', async () => {
    const { byRow, byColumn } = await build(corpus, options);
    expect(byRow.rows).toBe(corpus.length);
    expect(assertCsr(byRow).starts[byRow.rows]).toBeGreaterThan(corpus.length);
    expect(transpose(assertCsr(byColumn))).toEqual(byRow);
    expect(byRow.values === null).toBe(options.tf === 'binary');
  });

  it('has the same bits from one, two and three threads', async () => {
    const [one, two, three] = await Promise.all(
      crews.map(async (crew) => {
        const { sets, tokens } = await buildFeatures(corpus, [options, words], crew);
        return {
          tokens,
          sets: sets.map((set) => ({
            ...set,
            names: set.options.hashBits ? [] : columnNames(set),
            tree: null,
          })),
        };
      }),
    );
    expect(two).toEqual(one);
    expect(three).toEqual(one);
  });
});

describe('several feature sets', () => {
  it('are what each is alone, where they share a reading and where they do not', async () => {
    const sets: FeatureSetOptions[] = [
      words,
      { ...words, part: { first: 3 } },
      { ...words, ngrams: [2, 2], minDf: 2 },
      { ...words, lowercase: false },
      { ...words, stopWords: ['the'] },
    ];
    const union = await buildFeatures(corpus, sets, soloCrew());
    for (const [index, options] of sets.entries()) {
      const alone = await build(corpus, options);
      expect(union.sets[index].byRow).toEqual(alone.byRow);
      expect(columnNames(union.sets[index])).toEqual(columnNames(alone));
    }
  });
});
