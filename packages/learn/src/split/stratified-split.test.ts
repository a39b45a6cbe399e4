import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByText } from '../check/group-by-text.ts';
import { LearnError } from '../errors.ts';
import { createRandom } from '../random.ts';
import { stratifiedSplit } from './stratified-split.ts';

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

describe('stratifiedSplit', () => {
  it("gives the test side each class's share to the nearest row where every text is its own", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 2, maxLength: 4 }),
        fc.constantFrom(0.1, 0.2, 0.25, 0.5, 0.8),
        fc.integer(),
        (sizes, share, seed) => {
          const labels = Int32Array.from(sizes.flatMap((size, k) => new Array<number>(size).fill(k)));
          const groups = ownGroups(labels.length);
          const { test } = stratifiedSplit({ labels, groups, share, random: createRandom(seed) });
          sizes.forEach((size, k) => {
            expect(Math.abs(countOf(labels, test, k) - size * share)).toBeLessThanOrEqual(0.5 + 1e-9);
          });
        },
      ),
    );
  });

  it('puts every row on one side and every group on one side', () => {
    fc.assert(
      fc.property(groupedRows, fc.integer(), ({ labels, groups }, seed) => {
        const { train, test } = stratifiedSplit({ labels, groups, share: 0.3, random: createRandom(seed) });
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from(labels.keys()));
        expect(train).toEqual(train.slice().sort());
        const trained = new Set(Array.from(train, (row) => groups[row]));
        for (const row of test) expect(trained.has(groups[row])).toBe(false);
      }),
    );
  });

  it('brings a class of two texts to both sides, though its share of the smaller is less than one', () => {
    const labels = Int32Array.from({ length: 102 }, (_, row) => (row < 100 ? 0 : 1));
    const { train, test } = stratifiedSplit({
      labels,
      groups: ownGroups(102),
      share: 0.2,
      random: createRandom(1),
    });
    expect([countOf(labels, train, 1), countOf(labels, test, 1)]).toEqual([1, 1]);
    expect([countOf(labels, train, 0), countOf(labels, test, 0)]).toEqual([80, 20]);
  });

  it('is the same for the same seed and another for another', () => {
    const labels = Int32Array.from({ length: 60 }, (_, row) => row % 2);
    const of = (seed: number) =>
      stratifiedSplit({ labels, groups: ownGroups(60), share: 0.2, random: createRandom(seed) });
    expect(of(5)).toEqual(of(5));
    expect(of(5)).not.toEqual(of(6));
  });

  it('refuses a class of one text, naming the class, and a share of 20', () => {
    const labels = Int32Array.of(0, 0, 1, 1);
    const groups = Int32Array.of(0, 1, 2, 2);
    const random = createRandom(1);
    const refused = () =>
      stratifiedSplit({ labels, groups, share: 0.5, random, classNames: ['ham', 'spam'] });
    expect(refused).toThrow(LearnError);
    expect(refused).toThrow(/Class "spam" has 1 different text,.*at least 2; add texts/);
    expect(() => stratifiedSplit({ labels, groups, share: 20, random })).toThrow(/such as 0.2/);
  });
});
