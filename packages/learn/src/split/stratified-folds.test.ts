import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByText } from '../check/group-by-text.ts';
import { createRandom } from '../random.ts';
import { stratifiedFolds } from './stratified-folds.ts';
import { splitOfSide } from './stratified-split.ts';

const ownGroups = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, row) => row);

/** Rows in groups of any size; equal texts may have been labelled differently. */
const groupedRows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 60 })), {
    minLength: 40,
    maxLength: 160,
  })
  .map((rows) => ({
    labels: Int32Array.from(rows, ([label]) => label),
    groups: groupByText(rows.map(([, key]) => String(key))),
  }))
  .filter(({ labels, groups }) =>
    [0, 1, 2].every((k) => {
      const own = new Set(groups.filter((_, row) => labels[row] === k)).size;
      return own === 0 || own >= 3;
    }),
  );

function countOf(labels: Int32Array, rows: Int32Array, k: number): number {
  return rows.reduce((sum, row) => sum + (labels[row] === k ? 1 : 0), 0);
}

describe('stratifiedFolds', () => {
  it('differs by at most one row of a class between folds where every text is its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 10, max: 60 }), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 2, max: 10 }),
        fc.integer(),
        (sizes, folds, seed) => {
          const labels = Int32Array.from(sizes.flatMap((size, k) => new Array<number>(size).fill(k)));
          const groups = ownGroups(labels.length);
          const fold = stratifiedFolds({ labels, groups, folds, random: createRandom(seed) });
          sizes.forEach((size, k) => {
            for (let one = 0; one < folds; one++) {
              const count = countOf(labels, splitOfSide(fold, one).test, k);
              expect(Math.abs(count - size / folds)).toBeLessThan(1);
            }
          });
        },
      ),
    );
  });

  it('does not heap the odd rows of every class on one fold', () => {
    const labels = Int32Array.from({ length: 60 }, (_, row) => row % 10);
    for (let seed = 0; seed < 20; seed++) {
      const fold = stratifiedFolds({ labels, groups: ownGroups(60), folds: 5, random: createRandom(seed) });
      const filled = Array.from({ length: 5 }, (_, one) => splitOfSide(fold, one).test.length);
      expect(Math.max(...filled) - Math.min(...filled), String(filled)).toBeLessThanOrEqual(3);
    }
  });

  it('keeps groups whole and fills every fold', () => {
    fc.assert(
      fc.property(groupedRows, fc.integer(), ({ labels, groups }, seed) => {
        const fold = stratifiedFolds({ labels, groups, folds: 3, random: createRandom(seed) });
        const foldOfGroup = new Map<number, number>();
        fold.forEach((one, row) => {
          expect(one).toBe(foldOfGroup.get(groups[row]) ?? one);
          foldOfGroup.set(groups[row], one);
        });
        expect(new Set(fold).size).toBe(3);
      }),
    );
  });

  it('brings every class to every fold, however uneven its groups', () => {
    const sizes = [50, 1, 1, 1, 1, 30, 30, 2, 2, 2];
    const labels = Int32Array.from(
      sizes.flatMap((size, group) => new Array<number>(size).fill(group < 5 ? 0 : 1)),
    );
    const groups = Int32Array.from(sizes.flatMap((size, group) => new Array<number>(size).fill(group)));
    const fold = stratifiedFolds({ labels, groups, folds: 5, random: createRandom(9) });
    for (let one = 0; one < 5; one++) {
      const { test } = splitOfSide(fold, one);
      expect(countOf(labels, test, 0)).toBeGreaterThan(0);
      expect(countOf(labels, test, 1)).toBeGreaterThan(0);
    }
  });

  const random = createRandom(0);
  const refused: readonly [string, number[], number[], number, RegExp][] = [
    [
      'fewer groups of a class than folds',
      [0, 0, 0, 1, 1],
      [0, 1, 2, 3, 4],
      3,
      /Class 1 has 2 different texts/,
    ],
    ['one fold', [0, 1], [0, 1], 1, /at least 2/],
    ['half a fold more', [0, 1], [0, 1], 2.5, /whole number/],
    ['no rows', [], [], 2, /nothing to split/],
    ['a group too few', [0, 1], [0], 2, /2 labels and 1 groups/],
    ['a label of -1', [0, -1], [0, 1], 2, /Row 1 has label -1/],
  ];
  it.each(refused)('refuses %s', (_, labels, groups, folds, message) => {
    const rows = { labels: Int32Array.from(labels), groups: Int32Array.from(groups) };
    expect(() => stratifiedFolds({ ...rows, folds, random })).toThrow(message);
  });
});
