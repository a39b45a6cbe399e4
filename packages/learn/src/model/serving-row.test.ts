import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { servedSet } from '../../test/read-set.ts';
import { sentences } from '../../test/small-corpus.ts';
import { soloCrew } from '../crew.ts';
import { buildFeatures } from '../features/build-features.ts';
import type { FeatureSetOptions } from '../features/feature-set.ts';
import { weighRows } from '../features/weighting.ts';
import { createCharacterTable } from '../text/characters.ts';
import { packTexts } from '../text/text-pack.ts';
import { createGramCounter } from './count-grams-of-text.ts';
import { createLinearScorer } from './linear-scorer.ts';

/** Every kind of set: what a text is in the training matrix, it must be again when it is asked about. */
const kinds: readonly FeatureSetOptions[] = [
  { tokens: 'words-and-punctuation', ngrams: [1, 3], minDf: 2, tf: 'binary' },
  { tokens: 'words', ngrams: [2, 3], tf: 'sublinear' },
  { tokens: 'words', ngrams: [1, 4], maxFeatures: 60 },
  { tokens: 'words', ngrams: [3, 3], maxDf: 0.4, normalize: 'none', gain: 2 },
  { tokens: 'alphanumeric', ngrams: [1, 2], stopWords: 'english', stem: 'porter', minLength: 2 },
  { tokens: 'words', ngrams: [1, 2], part: { first: 4 } },
  { tokens: 'words', ngrams: [1, 2], part: { last: 4 }, lowercase: false },
  { tokens: 'characters', ngrams: [1, 4], minDf: 3, tf: 'sublinear' },
  { tokens: 'characters-in-words', ngrams: [2, 5], minDf: 2, stripBreaks: false },
  { tokens: 'characters-in-words', ngrams: [1, 3], part: { last: 7 } },
  { tokens: 'words', ngrams: [1, 3], hashBits: 5 },
  { tokens: 'words-and-punctuation', ngrams: [2, 2], hashBits: 12, tf: 'binary' },
  { tokens: 'characters-in-words', ngrams: [2, 4], hashBits: 8, tf: 'sublinear' },
  { tokens: 'words', ngrams: [1, 2], hashBits: 7, stopWords: ['the'], stem: 'porter', part: { first: 6 } },
];

const corpus = [
  '',
  ...sentences(60, 4, 5).map(({ text }) => text),
  '🙂 \ud800 İstanbul é, e\u0301 𐐀 so\u00adft',
  'the the the the moving moving pictures',
  `${'very '.repeat(300)}long`,
];

async function matrixOf(texts: readonly string[], options: FeatureSetOptions) {
  const { sets } = await buildFeatures(texts, [options], soloCrew());
  return sets[0];
}

describe.each(kinds)('serving reads $tokens $ngrams', (options) => {
  it('as the training matrix has it, row for row', async () => {
    const set = await matrixOf(corpus, options);
    const scale = Float64Array.from({ length: set.byRow.columns }, (_, j) => Math.fround(Math.sin(j + 1)));
    const { set: served, columnOf } = servedSet(set, scale);
    const count = createGramCounter(served, createCharacterTable());
    const rowScale = weighRows(set, scale);
    const pack = packTexts(corpus);
    const { starts, indices, values } = set.byRow;
    for (let row = 0; row < corpus.length; row++) {
      const found = count(pack.units, pack.starts[row], pack.starts[row + 1]);
      const columns = Array.from(found.grams, (gram, i) => [columnOf[gram], found.tf[i]] as const)
        .filter(([column]) => column >= 0)
        .sort(([a], [b]) => a - b);
      expect(columns.map(([column]) => column)).toEqual(
        Array.from(indices.subarray(starts[row], starts[row + 1])),
      );
      expect(columns.map(([, tf]) => tf)).toEqual(
        columns.map((_, i) => (values ? values[starts[row] + i] : 1)),
      );
      expect(found.rowScale).toBeCloseTo(rowScale[row], 12);
    }
  });

  it('into the margins that the training matrix gives, the quick way as the readable one', async () => {
    const set = await matrixOf(corpus, options);
    const columns = set.byRow.columns;
    const scale = Float64Array.from({ length: columns }, (_, j) => Math.fround(1 + Math.sin(j) / 2));
    const weight = (column: number, k: number): number => Math.fround(Math.cos(3 * column + k));
    const { set: served, columnOf } = servedSet(set, scale);
    const weights = new Float32Array(columnOf.length * 3);
    columnOf.forEach((column, gram) => {
      for (let k = 0; k < 3; k++) weights[gram * 3 + k] = column < 0 ? 0 : weight(column, k);
    });
    const add = createLinearScorer({ ...served, weights }, 3, createCharacterTable());
    const rowScale = weighRows(set, scale);
    const pack = packTexts(corpus);
    const { starts, indices, values } = set.byRow;
    // Backwards and twice, since a scorer must not remember the texts before.
    for (const row of [...corpus.keys(), ...corpus.keys()].reverse()) {
      const margins = Float64Array.of(1, 2, 3);
      add(pack.units, pack.starts[row], pack.starts[row + 1], margins);
      for (let k = 0; k < 3; k++) {
        let expected = 0;
        for (let at = starts[row]; at < starts[row + 1]; at++) {
          expected += (values ? values[at] : 1) * weight(indices[at], k);
        }
        expect(margins[k]).toBeCloseTo(1 + k + rowScale[row] * expected, 9);
      }
    }
  });
});

describe('serving', () => {
  it('finds in any text what training would have found there', async () => {
    const token = fc.constantFrom('a', 'b', 'c', 'dd', '.', '<br />', '\u200b', '🙂', ' ');
    const texts = fc.array(
      fc.array(token, { maxLength: 10 }).map((parts) => parts.join('')),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...kinds.slice(0, 10)), async (given, options) => {
        const full = { ...options, minDf: 1, maxDf: 1 };
        const all = ['a b c dd. a b', ...given];
        const set = await matrixOf(all, full);
        const { set: served, columnOf } = servedSet(set, new Float64Array(set.byRow.columns).fill(1));
        const count = createGramCounter(served, createCharacterTable());
        const pack = packTexts(all);
        all.forEach((_, row) => {
          const { grams } = count(pack.units, pack.starts[row], pack.starts[row + 1]);
          const columns = Array.from(grams, (gram) => columnOf[gram]).filter((column) => column >= 0);
          expect(columns.sort((a, b) => a - b)).toEqual(
            Array.from(set.byRow.indices.subarray(set.byRow.starts[row], set.byRow.starts[row + 1])),
          );
        });
      }),
      { numRuns: 80 },
    );
  });

  it('forgets hashed tokens and goes on as before', async () => {
    const options: FeatureSetOptions = { tokens: 'words', ngrams: [1, 2], hashBits: 10 };
    const set = await matrixOf(['a warm film'], options);
    const { set: served } = servedSet(set, new Float64Array(1024).fill(1));
    const count = createGramCounter(served, createCharacterTable());
    const ask = (text: string) => Array.from(count(packTexts([text]).units, 0, text.length).grams);
    const before = ask('a warm film');
    ask(Array.from({ length: 70_000 }, (_, i) => `w${i}`).join(' '));
    expect(ask('a warm film')).toEqual(before);
    expect(before).toEqual(Array.from(set.byRow.indices));
  });
});
