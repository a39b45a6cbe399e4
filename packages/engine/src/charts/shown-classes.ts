/** The part of a confusion matrix that a picture has room for. */
export interface ShownConfusion {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly counts: readonly number[];
    /** The column that is right; −1 where none is. */
    readonly right: number;
  }[];
  /** What was left out, for the subtitle. */
  readonly note: string;
}

/** More than twenty, and the numbers in the cells cannot be read on a telephone. */
const mostClasses = 20;

/** All classes where there is room, else those in the most mistakes, in their order, with the others as one. */
export function shownClasses(
  classes: readonly string[],
  confusion: readonly (readonly number[])[],
  unseen: readonly number[],
): ShownConfusion {
  const strangers = unseen.some((count) => count > 0)
    ? [{ name: 'unknown label', from: [unseen], right: -1 }]
    : [];
  const chosen = classes.length <= mostClasses ? classes.map((_, k) => k) : inMistakes(confusion);
  const others = classes.map((_, k) => k).filter((k) => !chosen.includes(k));
  const groups = [
    ...chosen.map((k) => ({ name: classes[k], members: [k] })),
    ...(others.length > 0 ? [{ name: `${others.length} others`, members: others }] : []),
  ];
  const rows = [
    ...groups.map(({ name, members }, index) => ({
      name,
      from: members.map((k) => confusion[k]),
      right: index,
    })),
    ...strangers,
  ];
  return {
    columns: groups.map(({ name }) => name),
    rows: rows.map(({ name, from, right }) => ({
      name,
      right,
      counts: groups.map(({ members }) =>
        from.reduce((sum, counts) => sum + members.reduce((own, k) => own + counts[k], 0), 0),
      ),
    })),
    note:
      others.length > 0
        ? `the ${chosen.length} classes in the most mistakes, of ${classes.length}`
        : 'shades are shares of the true class',
  };
}

function inMistakes(confusion: readonly (readonly number[])[]): number[] {
  const mistakes = confusion.map((counts, k) => {
    const missed = counts.reduce((sum, count, other) => (other === k ? sum : sum + count), 0);
    return confusion.reduce((sum, row, other) => (other === k ? sum : sum + row[k]), missed);
  });
  return mistakes
    .map((count, k) => ({ count, k }))
    .sort((a, b) => b.count - a.count || a.k - b.k)
    .slice(0, mostClasses - 1)
    .map(({ k }) => k)
    .sort((a, b) => a - b);
}
