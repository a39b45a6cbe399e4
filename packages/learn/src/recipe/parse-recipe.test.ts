import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LearnError } from '../errors.ts';
import { parseRecipe } from './parse-recipe.ts';
import { recipes } from './recipes.ts';

const set = { tokens: 'words', ngrams: [1, 2] };
const svm = { kind: 'linear-svm', c: 1 };
const plain = { name: 'mine', features: [set], classifier: svm, calibration: 'sigmoid' };
const withSet = (fields: object) => ({ ...plain, features: [set, { ...set, ...fields }] });
const withClassifier = (classifier: unknown) => ({ ...plain, classifier });

function refusalOf(value: unknown): string {
  try {
    parseRecipe(value);
  } catch (error) {
    if (error instanceof LearnError && error.code === 'RECIPE_INVALID') return error.message;
    throw error;
  }
  return 'taken';
}

describe('parseRecipe', () => {
  it.each([...recipes.values()])('gives the preset $name back unchanged, to the last byte', (recipe) => {
    const parsed = parseRecipe(JSON.parse(JSON.stringify(recipe)));
    expect(parsed).toEqual(recipe);
    expect(JSON.stringify(parsed)).toBe(JSON.stringify(recipe));
  });

  it.each([...recipes.keys()])('takes %s as a base without changes for the preset itself', (base) => {
    expect(parseRecipe({ base })).toEqual(recipes.get(base));
  });

  it('freezes what it gives, all the way down, and leaves what it was given alone', () => {
    const given = structuredClone({
      ...plain,
      unsure: { share: 0.1 },
      features: [{ ...set, stopWords: ['the'] }],
    });
    const before = JSON.stringify(given);
    const parsed = parseRecipe(given);
    expect(unfrozenPaths(parsed, 'recipe')).toEqual([]);
    expect(Object.isFrozen(given)).toBe(false);
    expect(JSON.stringify(given)).toBe(before);
  });

  it.each<[string, object]>([
    ['every field of a feature set', withSet({ minLength: 2, stopWords: 'english', stem: 'porter' })],
    ['a part of the text', withSet({ part: { last: 200 } })],
    ['shares for minDf and maxDf', withSet({ minDf: 0.01, maxDf: 0.5 })],
    ['rows for minDf beside a share for maxDf', withSet({ minDf: 5, maxDf: 0.5 })],
    ['hashed columns', withSet({ hashBits: 20, tf: 'binary', normalize: 'none', gain: 0.5 })],
    ['characters', withSet({ tokens: 'characters', ngrams: [6, 6] })],
    ['a hinge by the dual', withClassifier({ ...svm, loss: 'hinge', solver: 'dual' })],
    ['a squared hinge by the primal', withClassifier({ ...svm, solver: 'primal' })],
    ['weights a class', withClassifier({ ...svm, classWeights: [1, 2, 0.5] })],
    [
      'a forest',
      withClassifier({ kind: 'random-forest', trees: 10, candidates: 5, maxDepth: 3, minLeaf: 2 }),
    ],
    ['a fixed threshold', { ...plain, positive: 'spam', threshold: 0.4, unsure: 0.6 }],
    ['a goal for the threshold', { ...plain, threshold: { goal: { precision: 0.99 } } }],
    ['a target for unsure', { ...plain, unsure: { accuracy: 0.99 }, folds: 10 }],
  ])('takes %s', (_, value) => {
    expect(parseRecipe(value)).toEqual(value);
  });

  it('reads a field that is undefined as one that is not there', () => {
    expect('folds' in parseRecipe({ ...plain, folds: undefined })).toBe(false);
  });
});

describe('parseRecipe refuses', () => {
  it.each<[unknown, string]>([
    [null, 'The recipe is null; give a recipe as an object.'],
    [[plain], 'a recipe as an object'],
    ['logreg', 'The recipe is "logreg"; give a recipe as an object.'],
    [{}, 'name is missing; give a name of 1 to 200 characters, without space around it.'],
    [{ ...plain, name: ' a' }, 'name is " a"; give a name'],
    [{ ...plain, name: 'a\nb' }, 'name is "a\\nb"; give a name'],
    [{ ...plain, features: set }, 'a list of feature sets'],
    [{ ...plain, features: [] }, 'features is a list of 0; give 1 to 8 feature sets.'],
    [{ ...plain, features: [7] }, 'features.0 is 7; give a feature set as an object.'],
    [{ ...plain, clasifier: 1 }, 'clasifier is no field of a recipe; perhaps you mean classifier.'],
    [{ ...plain, colour: 1 }, 'colour is no field of a recipe; its fields are name, features, classifier,'],
    [JSON.parse('{"__proto__": {}}'), '__proto__ is no field of a recipe'],
    [{ ...plain, calibration: 'platt' }, '"temperature", "sigmoid", "isotonic" or "none".'],
    [{ ...plain, calibration: undefined }, 'calibration is missing; give "temperature"'],
    [{ ...plain, folds: 1 }, 'folds is 1; give a whole number from 2 to 20.'],
    [{ ...plain, folds: 2.5 }, 'folds is 2.5;'],
    [{ ...plain, folds: '5' }, 'folds is "5";'],
    [{ ...plain, positive: 1 }, "positive is 1; give a class's label as text."],
    [
      { ...plain, threshold: 1 },
      'threshold is 1; give a probability above 0 and below 1, or {"goal": "f1"}.',
    ],
    [
      { ...plain, threshold: { gol: 'f1' } },
      'threshold.gol is no field of a threshold; perhaps you mean goal.',
    ],
    [{ ...plain, threshold: { goal: 'f2' } }, 'threshold.goal is "f2"; give "f1", "macro-f1" or'],
    [{ ...plain, threshold: { goal: { precision: 0 } } }, 'threshold.goal.precision is 0;'],
    [{ ...plain, unsure: 2 }, 'unsure is 2; give a probability from 0 to 1'],
    [
      { ...plain, unsure: { share: 0.1, accuracy: 0.9 } },
      'unsure is {"share":0.1,"accuracy":0.9}; give {"share"',
    ],
    [{ ...plain, unsure: { accuracy: 0 } }, 'unsure.accuracy is 0;'],
  ])('%j', (value, sentence) => {
    expect(refusalOf(value)).toContain(sentence);
  });

  it.each<[object, string]>([
    [{ tokens: 'word' }, 'features.1.tokens is "word"; give "words", "alphanumeric"'],
    [{ tokens: undefined }, 'features.1.tokens is missing; give "words"'],
    [
      { ngrams: undefined },
      'features.1.ngrams is missing; give the shortest and the longest n-gram, as [1, 2]',
    ],
    [{ ngrams: 2 }, 'features.1.ngrams is 2;'],
    [{ ngrams: [1] }, 'features.1.ngrams is [1];'],
    [{ ngrams: [0, 2] }, 'features.1.ngrams is [0,2];'],
    [{ ngrams: [3, 2] }, 'features.1.ngrams is [3,2];'],
    [{ ngrams: [1, 7] }, 'features.1.ngrams is [1,7];'],
    [{ ngrams: [1, 1.5] }, 'features.1.ngrams is [1,1.5];'],
    [{ ngrams: ['1', 2] }, 'features.1.ngrams is ["1",2];'],
    [{ min_df: 3 }, 'features.1.min_df is no field of a feature set; perhaps you mean minDf.'],
    [{ minDf: 0 }, 'features.1.minDf is 0; give a whole number of rows from 1, or a share'],
    [{ minDf: 1.5 }, 'features.1.minDf is 1.5;'],
    [{ minDf: Number.NaN }, 'features.1.minDf is NaN;'],
    [{ maxDf: Number.POSITIVE_INFINITY }, 'features.1.maxDf is Infinity;'],
    [{ maxDf: 1.5 }, 'features.1.maxDf is 1.5;'],
    [{ minDf: 10, maxDf: 5 }, 'features.1.minDf is 10 and maxDf 5; give a minDf of at most maxDf.'],
    [{ minDf: 0.5, maxDf: 0.1 }, 'features.1.minDf is 0.5 and maxDf 0.1;'],
    [{ maxFeatures: 0 }, 'features.1.maxFeatures is 0; give a whole number of 1 or more.'],
    [{ hashBits: 7 }, 'features.1.hashBits is 7; give a whole number from 8 to 24.'],
    [{ hashBits: 25 }, 'features.1.hashBits is 25;'],
    [{ hashBits: 18, minDf: 2 }, 'features.1.hashBits is 18 beside minDf 2; give one of them'],
    [{ hashBits: 18, maxDf: 0.5 }, 'features.1.hashBits is 18 beside maxDf 0.5;'],
    [{ hashBits: 18, maxFeatures: 100 }, 'features.1.hashBits is 18 beside maxFeatures 100;'],
    [
      { tokens: 'characters', stem: 'porter' },
      'features.1.stem is about words and the tokens are "characters";',
    ],
    [{ tokens: 'characters-in-words', stopWords: 'english' }, 'features.1.stopWords is about words'],
    [{ tokens: 'characters', minLength: 2 }, 'features.1.minLength is about words'],
    [{ lowercase: 1 }, 'features.1.lowercase is 1; give true or false.'],
    [{ stopWords: 'german' }, 'features.1.stopWords is "german"; give "english" or a list of words.'],
    [{ stopWords: ['a', ''] }, 'features.1.stopWords.1 is ""; give a word.'],
    [{ stem: 'snowball' }, 'features.1.stem is "snowball"; give "porter".'],
    [{ part: { first: 1, last: 1 } }, 'features.1.part is {"first":1,"last":1}; give {"first": tokens} or'],
    [{ part: { first: 0 } }, 'features.1.part.first is 0;'],
    [{ ratio: true }, 'features.1.ratio is true; give a ratio as an object.'],
    [{ ratio: {} }, 'features.1.ratio.alpha is missing; give a number above 0.'],
    [{ ratio: { alpha: 0 } }, 'features.1.ratio.alpha is 0;'],
    [{ gain: -1 }, 'features.1.gain is -1;'],
    [{ normalize: 'l1' }, 'features.1.normalize is "l1"; give "l2" or "none".'],
  ])('a feature set with %j', (fields, sentence) => {
    expect(refusalOf(withSet(fields))).toContain(sentence);
  });

  it.each<[unknown, string]>([
    ['linear-svm', 'classifier is "linear-svm"; give a classifier as an object with its kind.'],
    [{}, 'classifier.kind is missing; give "logistic-regression", "linear-svm"'],
    [{ kind: 'svm' }, 'classifier.kind is "svm"; give "logistic-regression", "linear-svm"'],
    [{ kind: 'linear-svm' }, 'classifier.c is missing; give a number above 0 and up to 1e9.'],
    [
      { kind: 'logistic-regression', C: 1 },
      'classifier.C is no field of a logistic-regression; perhaps you mean c.',
    ],
    [{ ...svm, c: 0 }, 'classifier.c is 0;'],
    [{ ...svm, c: '1' }, 'classifier.c is "1";'],
    [{ ...svm, tolerance: 1 }, 'classifier.tolerance is 1; give a number above 0 and below 1.'],
    [{ ...svm, maxIterations: 0 }, 'classifier.maxIterations is 0;'],
    [{ ...svm, loss: 'hinge', solver: 'primal' }, 'classifier.solver is "primal" and needs a smooth loss'],
    [{ ...svm, classWeights: 'even' }, 'classifier.classWeights is "even"; give "balanced" or one number'],
    [{ ...svm, classWeights: [1] }, 'classifier.classWeights is a list of 1; give 2 to'],
    [{ ...svm, classWeights: [1, 0] }, 'classifier.classWeights.1 is 0; give a number above 0.'],
    [{ kind: 'multinomial-naive-bayes', c: 1 }, 'classifier.c is no field of a naive Bayes classifier'],
    [{ kind: 'complement-naive-bayes', alpha: 0 }, 'classifier.alpha is 0;'],
    [{ kind: 'random-forest', trees: 0 }, 'classifier.trees is 0; give a whole number from 1 to 10000.'],
    [{ kind: 'random-forest', candidates: 'log2' }, 'classifier.candidates is "log2"; give "sqrt" or'],
    [{ kind: 'random-forest', maxDepth: 0 }, 'classifier.maxDepth is 0;'],
  ])('a classifier of %j', (classifier, sentence) => {
    expect(refusalOf(withClassifier(classifier))).toContain(sentence);
  });

  it('naive Bayes over a ratio, whose columns can be negative', () => {
    const recipe = { ...withSet({ ratio: { alpha: 1 } }), classifier: { kind: 'multinomial-naive-bayes' } };
    expect(refusalOf(recipe)).toContain(
      'features.1.ratio makes columns negative, which multinomial-naive-bayes cannot count;',
    );
  });

  it('whatever is no recipe, always by its code and in one sentence', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(...fieldsToSpoil), (value, field) => {
        const message = refusalOf({ ...plain, [field]: value });
        expect(message === 'taken' || /^[^\n]+ is [^\n]+[;,] [^\n]+\.$/.test(message)).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

const fieldsToSpoil = [
  'features',
  'classifier',
  'calibration',
  'threshold',
  'unsure',
  'base',
  'classifier.c',
];

describe('a recipe with a base', () => {
  const base = 'nb-logreg';

  it.each<[string, object, string, object]>([
    ['a path', { 'classifier.c': 4 }, 'c=4', { classifier: { kind: 'logistic-regression', c: 4 } }],
    ['an object', { classifier: { c: 4 } }, 'c=4', { classifier: { kind: 'logistic-regression', c: 4 } }],
    [
      'another kind of classifier, which replaces',
      { classifier: svm },
      'classifier=linear-svm,c:1',
      { classifier: svm },
    ],
    [
      'a feature set by its place',
      { 'features.0': { minDf: 5, tf: 'count' } },
      'minDf=5 tf=count',
      { features: [{ ...presetSet(base), minDf: 5, tf: 'count' }] },
    ],
    [
      'null, which takes a field away',
      { 'features.0.ratio': null },
      'ratio=none',
      { features: [without(presetSet(base), 'ratio')] },
    ],
    [
      'another choice, which replaces',
      { unsure: { accuracy: 0.99 } },
      'unsure=accuracy:0.99',
      { unsure: { accuracy: 0.99 } },
    ],
  ])('is changed by %s, and called so', (_, changes, called, changed) => {
    expect(parseRecipe({ base, ...changes })).toEqual({
      ...recipes.get(base),
      ...changed,
      name: `${base} ${called}`,
    });
  });

  it('may have a name of its own', () => {
    expect(parseRecipe({ base, name: 'mine', folds: 3 })).toEqual({
      ...recipes.get(base),
      name: 'mine',
      folds: 3,
    });
  });

  it('names as much of a path as it takes to tell two changes apart', () => {
    const changed = parseRecipe({ base: 'word-char', 'features.0.minDf': 2, 'features.1.minDf': 3 });
    expect(changed.name).toBe('word-char 0.minDf=2 1.minDf=3');
  });

  it.each<[object, string]>([
    [{ base: 'logrek' }, 'base is "logrek", no recipe\'s name; perhaps you mean logreg.'],
    [{ base: 'bert' }, 'base is "bert", no recipe\'s name; give one of '],
    [{ base: 3 }, "base is 3, no recipe's name;"],
    [{ base, 'classifier.c': -4 }, 'classifier.c is -4;'],
    [{ base, 'classifier.gamma': 4 }, 'classifier.gamma is no field of a logistic-regression'],
    [
      { base, 'features.1.minDf': 4 },
      'features.1.minDf leads nowhere at "1", the list there has 1, counted from 0;',
    ],
    [{ base: 'logreg', 'features.0.ratio.alpha': 4 }, 'features.0.ratio.alpha leads nowhere at "ratio",'],
    [
      { base, 'calibration.kind': 4 },
      'calibration.kind leads nowhere at "kind", what holds it is "temperature";',
    ],
    [{ base, 'features.0': null }, 'features is a list of 0; give 1 to 8 feature sets.'],
  ])('is refused where %j', (value, sentence) => {
    expect(refusalOf(value)).toContain(sentence);
  });
});

function presetSet(name: string): object {
  return { ...recipes.get(name)?.features[0] };
}

function without(value: object, field: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
}

function unfrozenPaths(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, one]) => unfrozenPaths(one, `${path}.${name}`));
  return Object.isFrozen(value) ? inner : [path, ...inner];
}
