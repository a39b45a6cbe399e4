import type { Model } from '../src/model/model.ts';
import { shrinkModel } from '../src/model-file/shrink-model.ts';
import type { Recipe } from '../src/recipe/recipe.ts';
import { train } from '../src/train/train.ts';
import { sentences, trainInput } from './small-corpus.ts';

const logreg = { kind: 'logistic-regression', c: 5 } as const;

/** One recipe for each shape that a model can have; small, so that a file of it can be damaged at every byte. */
export const smallRecipes = {
  plain: {
    name: 'plain',
    features: [
      {
        tokens: 'words-and-punctuation',
        ngrams: [1, 3],
        minDf: 2,
        tf: 'binary',
        idf: true,
        ratio: { alpha: 1 },
      },
    ],
    classifier: logreg,
    calibration: 'temperature',
    unsure: { share: 0.1 },
  },
  union: {
    name: 'union',
    features: [
      { tokens: 'words', ngrams: [1, 2], tf: 'sublinear', idf: true },
      { tokens: 'characters-in-words', ngrams: [2, 4], minDf: 3, tf: 'sublinear', idf: true, gain: 0.5 },
      { tokens: 'words', ngrams: [2, 2], minDf: 2, part: { last: 6 }, normalize: 'none' },
    ],
    classifier: { kind: 'linear-svm', c: 1 },
    calibration: 'sigmoid',
  },
  hashed: {
    name: 'hashed',
    features: [{ tokens: 'words', ngrams: [1, 2], hashBits: 8, idf: true }],
    classifier: logreg,
    calibration: 'isotonic',
    threshold: 0.4,
  },
  forest: {
    name: 'forest',
    features: [
      { tokens: 'words', ngrams: [1, 1], minDf: 3, idf: true },
      { tokens: 'words', ngrams: [2, 2], minDf: 4, tf: 'binary', normalize: 'none' },
    ],
    classifier: { kind: 'random-forest', trees: 7 },
    calibration: 'temperature',
  },
  counts: {
    name: 'counts',
    features: [
      { tokens: 'alphanumeric', ngrams: [1, 2], stopWords: 'english', stem: 'porter', maxFeatures: 50 },
    ],
    classifier: { kind: 'multinomial-naive-bayes', alpha: 1 },
    calibration: 'none',
    unsure: 0.6,
  },
} as const satisfies Record<string, Recipe>;

export type SmallRecipe = keyof typeof smallRecipes;

export async function smallModel(recipe: SmallRecipe, classes = 2): Promise<Model> {
  const rows = sentences(60 * classes, classes, 3, 0.05);
  const { model } = await train(trainInput(rows, classes, smallRecipes[recipe]));
  return model;
}

export function quantisedModel(model: Model): Model {
  return shrinkModel({ model, budgetBytes: 2 ** 30, heldOut: null });
}
