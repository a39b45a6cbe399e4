import type { FeatureSetOptions } from '../features/feature-set.ts';
import type { Recipe } from './recipe.ts';

const tfidfWords: FeatureSetOptions = {
  tokens: 'words',
  minLength: 2,
  ngrams: [1, 1],
  tf: 'count',
  idf: true,
};

/** The answers that are least sure are marked so: the tenth of the texts where most mistakes are. */
const unsure = { share: 0.1 } as const;

const ratioWords: FeatureSetOptions = {
  tokens: 'words-and-punctuation',
  ngrams: [1, 3],
  minDf: 3,
  tf: 'binary',
  idf: true,
  ratio: { alpha: 1 },
};

const flooredWords: FeatureSetOptions = { ...ratioWords, ratio: { alpha: 1, floor: 0.3 } };

const all = [
  {
    name: 'nb-logreg',
    features: [ratioWords],
    classifier: { kind: 'logistic-regression', c: 30 },
    calibration: 'temperature',
    unsure,
  },
  {
    // Three views of a text in one linear model: the default's; stems without stop words, whose n-grams reach
    // across the words in between; and plain tf-idf, which trusts no label. Half a point above the
    // default on film reviews, at twice its cost.
    name: 'nb-views',
    features: [
      flooredWords,
      { ...flooredWords, tokens: 'words', stopWords: 'english', stem: 'porter', gain: 0.7 },
      { tokens: 'words-and-punctuation', ngrams: [1, 2], minDf: 3, tf: 'sublinear', idf: true, gain: 0.6 },
    ],
    classifier: { kind: 'logistic-regression', c: 30 },
    calibration: 'temperature',
    unsure,
  },
  {
    name: 'logreg',
    features: [{ ...tfidfWords, tf: 'sublinear', minDf: 2 }],
    classifier: { kind: 'logistic-regression', c: 5 },
    calibration: 'temperature',
    unsure,
  },
  {
    name: 'linear-svm',
    features: [{ ...tfidfWords, tf: 'sublinear' }],
    classifier: { kind: 'linear-svm', c: 1 },
    calibration: 'sigmoid',
    unsure,
  },
  {
    name: 'naive-bayes',
    features: [{ tokens: 'words', ngrams: [1, 1], tf: 'count', normalize: 'none' }],
    classifier: { kind: 'multinomial-naive-bayes', alpha: 1 },
    calibration: 'temperature',
    unsure,
  },
  {
    name: 'complement-nb',
    features: [{ tokens: 'words', ngrams: [1, 1], tf: 'count', normalize: 'none' }],
    classifier: { kind: 'complement-naive-bayes', alpha: 1 },
    calibration: 'temperature',
    unsure,
  },
  {
    name: 'random-forest',
    features: [{ ...tfidfWords, minDf: 2, maxFeatures: 20_000 }],
    classifier: { kind: 'random-forest', trees: 100 },
    calibration: 'temperature',
    unsure,
  },
  {
    name: 'word-char',
    features: [
      { tokens: 'words-and-punctuation', ngrams: [1, 2], tf: 'sublinear', idf: true },
      { tokens: 'characters-in-words', ngrams: [2, 5], minDf: 2, tf: 'sublinear', idf: true },
    ],
    classifier: { kind: 'linear-svm', c: 1 },
    calibration: 'sigmoid',
    unsure,
  },
  {
    name: 'rotten-potatoes',
    features: [{ ...tfidfWords, stripBreaks: false }],
    classifier: { kind: 'logistic-regression', c: 1 },
    calibration: 'temperature',
    unsure,
  },
  {
    name: 'sms-spam',
    features: [
      {
        tokens: 'alphanumeric',
        stopWords: 'english',
        stem: 'porter',
        ngrams: [1, 2],
        maxFeatures: 3000,
        tf: 'count',
        idf: true,
      },
    ],
    classifier: { kind: 'multinomial-naive-bayes', alpha: 1 },
    calibration: 'temperature',
    unsure,
  },
] as const satisfies readonly Recipe[];

export type RecipeName = (typeof all)[number]['name'];

export const defaultRecipe: RecipeName = 'nb-logreg';

export const recipes: ReadonlyMap<string, Recipe> = new Map(
  all.map((recipe) => [recipe.name, deepFreeze(recipe)]),
);

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
