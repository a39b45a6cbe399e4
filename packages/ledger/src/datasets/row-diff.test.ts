import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowDiff, hashOfText } from './row-diff.ts';

type Row = readonly [text: string, label: string];

function diffOf(before: readonly Row[], after: readonly Row[]) {
  const diff = createRowDiff();
  for (const row of before) diff.before(...row);
  for (const row of after) diff.after(...row);
  return diff;
}

/** The definition, written out text by text with bags as lists. */
function byDefinition(before: readonly Row[], after: readonly Row[]) {
  const counts = { added: 0, removed: 0, relabelled: 0, unchanged: 0 };
  for (const text of new Set([...before, ...after].map(([text]) => text))) {
    const labels = (rows: readonly Row[]) => rows.filter((row) => row[0] === text).map((row) => row[1]);
    const lost = labels(before);
    const gained: string[] = [];
    for (const label of labels(after)) {
      const at = lost.indexOf(label);
      if (at < 0) gained.push(label);
      else {
        lost.splice(at, 1);
        counts.unchanged++;
      }
    }
    const relabelled = Math.min(lost.length, gained.length);
    counts.relabelled += relabelled;
    counts.added += gained.length - relabelled;
    counts.removed += lost.length - relabelled;
  }
  return counts;
}

describe('the difference of rows', () => {
  it.each<[string, Row[], Row[], [added: number, removed: number, relabelled: number, unchanged: number]]>([
    ['nothing and nothing', [], [], [0, 0, 0, 0]],
    ['the same in another order', [['a', 'x'], ['b', 'y']], [['b', 'y'], ['a', 'x']], [0, 0, 0, 2]], // biome-ignore format: rows
    ['one more', [['a', 'x']], [['a', 'x'], ['b', 'x']], [1, 0, 0, 1]], // biome-ignore format: rows
    ['one fewer', [['a', 'x'], ['b', 'x']], [['b', 'x']], [0, 1, 0, 1]], // biome-ignore format: rows
    ['another label', [['a', 'x']], [['a', 'y']], [0, 0, 1, 0]],
    ['a repeat more', [['a', 'x']], [['a', 'x'], ['a', 'x']], [1, 0, 0, 1]], // biome-ignore format: rows
    ['one of two repeats relabelled', [['a', 'x'], ['a', 'x']], [['a', 'x'], ['a', 'y']], [0, 0, 1, 1]], // biome-ignore format: rows
    ['relabelled and one more', [['a', 'x']], [['a', 'y'], ['a', 'z']], [1, 0, 1, 0]], // biome-ignore format: rows
  ])('of %s', (_, before, after, [added, removed, relabelled, unchanged]) => {
    expect(diffOf(before, after).counts()).toEqual({ added, removed, relabelled, unchanged });
  });

  it('is what the definition says, whatever the rows', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', ''), fc.constantFrom('x', 'y', 'z')));
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        expect(diffOf(before, after).counts()).toEqual(byDefinition(before, after));
      }),
    );
  });

  it('names the first texts of each change', () => {
    const before: Row[] = [['a', 'x'], ['b', 'x'], ['c', 'x'], ['d', 'x']]; // biome-ignore format: rows
    const after: Row[] = [['a', 'y'], ['c', 'y'], ['e', 'x'], ['f', 'x']]; // biome-ignore format: rows
    expect(diffOf(before, after).examples(1)).toEqual({
      added: [hashOfText('e')],
      removed: [hashOfText('b')],
      relabelled: [hashOfText('a')],
    });
  });
});
