import type { ForestModel } from '../classify/classifier.ts';
import { classifierMargins } from '../classify/margins.ts';
import type { CsrMatrix } from '../matrix/csr-matrix.ts';
import type { CharacterTable } from '../text/characters.ts';
import { createGramCounter, type GramsOfText } from './count-grams-of-text.ts';
import type { AddMargins } from './linear-scorer.ts';
import type { ModelSet } from './model.ts';

/** A forest's margins of one text, all feature sets together: a matrix of one row, as in training. */
export function createForestScorer(
  sets: readonly ModelSet[],
  forest: ForestModel,
  characters: CharacterTable,
): AddMargins {
  const counters = sets.map((set) => createGramCounter(set, characters));
  const columnScales = sets.map((set) => Float64Array.from(set.scales));
  return (units, from, to, margins) => {
    let columns = 0;
    const blocks = counters.map((count, index) => {
      const row = count(units, from, to);
      const block = {
        firstColumn: columns,
        byRow: oneRow(row, sets[index].scales.length),
        byColumn: nothing,
        rowScale: Float64Array.of(row.rowScale),
        columnScale: columnScales[index],
      };
      columns += sets[index].scales.length;
      return block;
    });
    const found = classifierMargins(forest, { rows: 1, columns, blocks });
    for (let k = 0; k < found.length; k++) margins[k] += found[k];
  };
}

/** Trees look at rows alone. */
const nothing: CsrMatrix = {
  rows: 0,
  columns: 1,
  starts: new Int32Array(1),
  indices: new Int32Array(0),
  values: null,
};

function oneRow({ grams, tf }: GramsOfText, columns: number): CsrMatrix {
  return {
    rows: 1,
    columns,
    starts: Int32Array.of(0, grams.length),
    indices: grams,
    values: Float32Array.from(tf),
  };
}
