import { describe, expect, it } from 'vitest';
import { columnNames, type Row, weightedRows } from '../../test/read-set.ts';
import { sentences } from '../../test/small-corpus.ts';
import { soloCrew } from '../crew.ts';
import { buildFeatures } from './build-features.ts';
import type { FeatureSetOptions } from './feature-set.ts';
import references from './fixtures/references.json' with { type: 'json' };
import { type WeighedRows, weighColumns, weighFeatures } from './weighting.ts';

async function build(texts: readonly string[], options: readonly FeatureSetOptions[]) {
  const { sets } = await buildFeatures(texts, options, soloCrew());
  return { sets, names: sets.map(columnNames) };
}

function rowsOf(labels: readonly number[], classes: number, weights = labels.map(() => 1)): WeighedRows {
  return { labels: Int32Array.from(labels), classes, weights: Float64Array.from(weights) };
}

function expectRows(found: readonly Row[], expected: readonly unknown[], digits: number): void {
  found.forEach((row, i) => {
    const reference = expected[i] as Row;
    // scikit-learn drops a value of exactly zero, as the ratio of a column that tells nothing; we keep its place.
    for (const name of Object.keys({ ...row, ...reference })) {
      expect(row[name] ?? 0).toBeCloseTo(reference[name] ?? 0, digits);
    }
  });
}

const digitsOf = (tf: string | undefined) => (tf === 'sublinear' ? 6 : 12);
const inFull = (options: object) => ({ stripBreaks: false, ...options }) as FeatureSetOptions;

describe('weighted features', () => {
  it.each(references.weights)('are those of scikit-learn: $options', async ({ options, rows }) => {
    const { sets, names } = await build(references.texts, [inFull(options)]);
    const x = weighFeatures(sets, rowsOf(references.labels, 2));
    expectRows(weightedRows(x, names)[0], rows, digitsOf(options.tf));
  });

  it.each(references.ratios)(
    'are numpy’s where naive-Bayes ratios weigh them: $options, $classes classes',
    async ({ options, classes, rows }) => {
      const { sets, names } = await build(references.texts, [inFull(options)]);
      const labels = classes === 2 ? references.labels : references.topics;
      const x = weighFeatures(sets, rowsOf(labels, classes));
      expectRows(weightedRows(x, names)[0], rows, digitsOf(options.tf));
    },
  );

  it('stand side by side in a union, each as it is alone times its gain', async () => {
    const options: FeatureSetOptions[] = [
      { tokens: 'words', ngrams: [1, 2], idf: true },
      { tokens: 'characters-in-words', ngrams: [2, 3], tf: 'sublinear', gain: 0.25 },
      { tokens: 'words', ngrams: [1, 1], normalize: 'none', gain: 3 },
    ];
    const rows = rowsOf(references.labels, 2);
    const { sets, names } = await build(references.texts, options);
    const union = weighFeatures(sets, rows);
    expect(union.columns).toBe(names.flat().length);
    expect(union.blocks.map(({ firstColumn }) => firstColumn)).toEqual([
      0,
      names[0].length,
      names[0].length + names[1].length,
    ]);
    const found = weightedRows(union, names);
    for (const [index, { gain = 1, ...alone }] of options.entries()) {
      const single = await build(references.texts, [alone]);
      const [expected] = weightedRows(weighFeatures(single.sets, rows), single.names);
      const scaled = expected.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, gain * value])),
      );
      expectRows(found[index], scaled, 12);
    }
  });

  it('give every row that has anything unit length, and an empty row no NaN', async () => {
    const texts = ['', ...sentences(40, 3, 1).map(({ text }) => text)];
    const { sets } = await build(texts, [
      { tokens: 'words', ngrams: [1, 2], idf: true, ratio: { alpha: 1 } },
    ]);
    const [{ byRow, rowScale, columnScale }] = weighFeatures(
      sets,
      rowsOf(
        texts.map((_, row) => row % 3),
        3,
      ),
    ).blocks;
    expect(rowScale[0]).toBe(1);
    for (let row = 1; row < texts.length; row++) {
      let squares = 0;
      for (let at = byRow.starts[row]; at < byRow.starts[row + 1]; at++) {
        squares += (rowScale[row] * columnScale[byRow.indices[at]] * (byRow.values?.[at] ?? 1)) ** 2;
      }
      expect(squares).toBeCloseTo(1, 12);
    }
  });

  it('learn nothing from a row of weight 0: its words and its label may be anything', async () => {
    const texts = sentences(30, 2, 9).map(({ text }) => text);
    const labels = texts.map((_, row) => row % 2);
    const weights = texts.map((_, row) => (row < 10 ? 0 : 1));
    const options: FeatureSetOptions = { tokens: 'words', ngrams: [1, 2], idf: true, ratio: { alpha: 1 } };
    const { sets } = await build(texts, [options]);
    const swapped = labels.map((label, row) => (row < 10 ? 1 - label : label));
    const honest = weighColumns(sets[0], rowsOf(labels, 2, weights));
    expect(weighColumns(sets[0], rowsOf(swapped, 2, weights))).toEqual(honest);
    expect(weighColumns(sets[0], rowsOf(swapped, 2))).not.toEqual(weighColumns(sets[0], rowsOf(labels, 2)));
  });

  it('hold a row of weight 2 equal to the row given twice', async () => {
    const texts = sentences(20, 3, 4).map(({ text }) => text);
    const labels = texts.map((_, row) => row % 3);
    const options: FeatureSetOptions = { tokens: 'words', ngrams: [1, 2], idf: true, ratio: { alpha: 0.5 } };
    const once = await build(texts, [options]);
    const twice = await build([...texts, ...texts.slice(0, 5)], [options]);
    expect(twice.names).toEqual(once.names);
    const heavy = weighColumns(
      once.sets[0],
      rowsOf(
        labels,
        3,
        labels.map((_, row) => (row < 5 ? 2 : 1)),
      ),
    );
    const repeated = weighColumns(twice.sets[0], rowsOf([...labels, ...labels.slice(0, 5)], 3));
    heavy.forEach((scale, column) => {
      expect(scale).toBeCloseTo(repeated[column], 12);
    });
  });
});
