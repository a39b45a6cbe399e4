import type { ForestModel } from '../classify/classifier.ts';
import type { CountedSet } from '../features/build-features.ts';
import { compactTree, gramCount } from '../features/gram-tree.ts';
import type { Decision } from '../model/decision.ts';
import { withGoldenRows } from '../model/golden-rows.ts';
import type { LinearHead, Model, ModelSet } from '../model/model.ts';
import type { ModelFacts } from '../model/model-facts.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { FitRowsOutput } from './fit-rows.ts';

export interface ModelParts {
  readonly recipe: Recipe;
  readonly classes: readonly string[];
  readonly positive: number | null;
  readonly sets: readonly CountedSet[];
  readonly full: FitRowsOutput;
  readonly decision: Decision;
  readonly facts: Omit<ModelFacts, 'golden'>;
}

/** From columns of a training matrix to grams that a text can be walked through. */
export function buildModel(parts: ModelParts): Model {
  const { model: fitted, columnScales } = parts.full;
  if (!fitted || !columnScales) throw new TypeError('a model is built from a fit that kept its model');
  let firstColumn = 0;
  let firstGram = 0;
  const gramOfColumn = new Int32Array(columnScales.length);
  const sets = parts.sets.map((set): ModelSet => {
    const columns = set.byColumn.rows;
    const outputs = fitted.kind === 'linear' ? fitted.outputs : 0;
    const { tree, columnOf } = placeColumns(set);
    const scales = new Float32Array(columnOf.length);
    const weights = new Float32Array(columnOf.length * outputs);
    columnOf.forEach((column, gram) => {
      if (column < 0) return;
      const scale = columnScales[firstColumn + column];
      gramOfColumn[firstColumn + column] = firstGram + gram;
      scales[gram] = scale;
      if (fitted.kind !== 'linear') return;
      for (let k = 0; k < outputs; k++) {
        weights[gram * outputs + k] = scale * fitted.weights[k * fitted.columns + firstColumn + column];
      }
    });
    firstColumn += columns;
    firstGram += columnOf.length;
    return { options: set.options, tree, scales, weights, precision: 'float32' };
  });
  const head: LinearHead | ForestModel =
    fitted.kind === 'linear'
      ? { kind: 'linear', outputs: fitted.outputs, intercepts: fitted.intercepts }
      : {
          ...fitted,
          columns: firstGram,
          feature: fitted.feature.map((column) => (column < 0 ? column : gramOfColumn[column])),
        };
  const bare: Model = {
    recipe: parts.recipe,
    classes: parts.classes,
    positive: parts.positive,
    sets,
    head,
    ...parts.decision,
    facts: { ...parts.facts, golden: [] },
  };
  return withGoldenRows(bare);
}

/** The tree without grams that lead nowhere, and the column of each gram that is left. */
function placeColumns(set: CountedSet): { tree: CountedSet['tree']; columnOf: Int32Array } {
  if (set.options.hashBits) {
    return { tree: set.tree, columnOf: Int32Array.from({ length: set.byColumn.rows }, (_, i) => i) };
  }
  const wanted = Uint8Array.from({ length: gramCount(set.tree) }, (_, gram) =>
    set.columnOf[gram] >= 0 ? 1 : 0,
  );
  const { tree, from } = compactTree(set.tree, wanted);
  return { tree, columnOf: from.map((gram) => set.columnOf[gram]) };
}
