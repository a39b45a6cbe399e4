import type { CountedSet } from '../src/features/build-features.ts';
import { compactTree, type GramTree, gramCount } from '../src/features/gram-tree.ts';
import type { CsrMatrix } from '../src/matrix/csr-matrix.ts';
import type { DesignMatrix } from '../src/matrix/design-matrix.ts';
import type { ModelSet } from '../src/model/model.ts';
import { tokenText } from '../src/text/token-table.ts';

/** Every gram of a tree as text, in the order of their numbers. */
export function gramNames(tree: GramTree, separator: string): string[] {
  const tokens = Array.from({ length: tree.tokens.count }, (_, id) => tokenText(tree.tokens, id));
  const names = [...tokens];
  let below = tokens;
  for (const { prefix, last } of tree.levels) {
    const level = Array.from(prefix, (gram, i) => below[gram] + separator + tokens[last[i]]);
    names.push(...level);
    below = level;
  }
  return names;
}

/** Name of each column of an exact set: words of a gram stand apart, characters do not. */
export function columnNames(set: CountedSet): string[] {
  const names: string[] = [];
  const separator = set.options.tokens.startsWith('characters') ? '' : ' ';
  gramNames(set.tree, separator).forEach((name, gram) => {
    if (set.columnOf[gram] >= 0) names[set.columnOf[gram]] = name;
  });
  return names;
}

export type Row = Readonly<Record<string, number>>;

export function rowsByName(matrix: CsrMatrix, names: readonly string[]): Row[] {
  return Array.from({ length: matrix.rows }, (_, row) => {
    const entries: [string, number][] = [];
    for (let at = matrix.starts[row]; at < matrix.starts[row + 1]; at++) {
      entries.push([names[matrix.indices[at]], matrix.values ? matrix.values[at] : 1]);
    }
    return Object.fromEntries(entries);
  });
}

/** What the classifier sees of each row: counts times both scales. */
export function weightedRows(x: DesignMatrix, names: readonly (readonly string[])[]): Row[][] {
  return x.blocks.map(({ byRow, rowScale, columnScale }, block) =>
    Array.from({ length: x.rows }, (_, row) => {
      const entries: [string, number][] = [];
      for (let at = byRow.starts[row]; at < byRow.starts[row + 1]; at++) {
        const column = byRow.indices[at];
        const value = byRow.values ? byRow.values[at] : 1;
        entries.push([names[block][column], rowScale[row] * columnScale[column] * value]);
      }
      return Object.fromEntries(entries);
    }),
  );
}

/** The set as a model would hold it, each gram with the scale of its column, and the column of each gram. */
export function servedSet(
  set: CountedSet,
  columnScale: ArrayLike<number>,
): { readonly set: ModelSet; readonly columnOf: Int32Array } {
  const place = (): { tree: GramTree; columnOf: Int32Array } => {
    if (set.options.hashBits)
      return { tree: set.tree, columnOf: Int32Array.from({ length: set.byRow.columns }, (_, i) => i) };
    const wanted = Uint8Array.from({ length: gramCount(set.tree) }, (_, gram) =>
      set.columnOf[gram] >= 0 ? 1 : 0,
    );
    const { tree, from } = compactTree(set.tree, wanted);
    return { tree, columnOf: from.map((gram) => set.columnOf[gram]) };
  };
  const { tree, columnOf } = place();
  const scales = Float32Array.from(columnOf, (column) => (column < 0 ? 0 : columnScale[column]));
  return {
    set: { options: set.options, tree, scales, weights: new Float32Array(0), precision: 'float32' },
    columnOf,
  };
}
