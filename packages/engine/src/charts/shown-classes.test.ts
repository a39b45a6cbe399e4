import { describe, expect, it } from 'vitest';
import { shownClasses } from './shown-classes.ts';

describe('shownClasses', () => {
  it('shows a small matrix as it is', () => {
    const shown = shownClasses(
      ['a', 'b'],
      [
        [5, 1],
        [2, 7],
      ],
      [0, 0],
    );
    expect(shown.columns).toEqual(['a', 'b']);
    expect(shown.rows).toEqual([
      { name: 'a', counts: [5, 1], right: 0 },
      { name: 'b', counts: [2, 7], right: 1 },
    ]);
  });

  it('gives rows of unknown label a line where there are any', () => {
    const shown = shownClasses(
      ['a', 'b'],
      [
        [5, 1],
        [2, 7],
      ],
      [0, 3],
    );
    expect(shown.rows.at(-1)).toEqual({ name: 'unknown label', counts: [0, 3], right: -1 });
  });

  it('keeps the classes in the most mistakes, in their order, and adds up the others', () => {
    const classes = Array.from({ length: 40 }, (_, k) => `c${k}`);
    const confusion = classes.map((_, row) =>
      classes.map((__, column) => (row === column ? 10 : row >= 30 && column === row - 1 ? row : 0)),
    );
    const shown = shownClasses(
      classes,
      confusion,
      classes.map(() => 0),
    );
    expect(shown.columns).toHaveLength(20);
    expect(shown.columns.slice(-3)).toEqual(['c38', 'c39', '21 others']);
    const sum = (lists: readonly (readonly number[])[]): number =>
      lists.flat().reduce((all, n) => all + n, 0);
    expect(sum(shown.rows.map(({ counts }) => counts))).toBe(sum(confusion));
  });
});
