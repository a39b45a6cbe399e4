import { describe, expect, it } from 'vitest';
import { LearnError } from '../errors.ts';
import { recipes } from '../recipe/recipes.ts';
import { expandSweep } from './expand-sweep.ts';

const own = {
  name: 'own',
  features: [{ tokens: 'words', ngrams: [1, 1] }],
  classifier: { kind: 'linear-svm', c: 1 },
  calibration: 'none',
};

describe('expandSweep', () => {
  it('takes names, recipes and changed recipes as they stand', () => {
    const candidates = expandSweep(['logreg', own, { base: 'logreg', folds: 3 }]);
    expect(candidates).toEqual([
      recipes.get('logreg'),
      own,
      { ...recipes.get('logreg'), name: 'logreg folds=3', folds: 3 },
    ]);
  });

  it('spans the grid of what varies, the last path fastest', () => {
    const grid = { base: 'nb-logreg', vary: { 'classifier.c': [1, 4], 'features.0.minDf': [2, 3] } };
    const candidates = expandSweep([grid]);
    expect(candidates.map(({ name }) => name)).toEqual([
      'nb-logreg c=1 minDf=2',
      'nb-logreg c=1 minDf=3',
      'nb-logreg c=4 minDf=2',
      'nb-logreg c=4 minDf=3',
    ]);
    expect(candidates.map(({ classifier, features }) => [classifier, features[0].minDf])).toEqual(
      [
        [1, 2],
        [1, 3],
        [4, 2],
        [4, 3],
      ].map(([c, minDf]) => [{ kind: 'logistic-regression', c }, minDf]),
    );
    expect(expandSweep(grid)).toEqual(candidates);
  });

  it.each<[string, unknown, unknown[], string[]]>([
    ['a field taken away', 'features.0.ratio', [null, { alpha: 0.5 }], ['ratio=none', 'ratio=alpha:0.5']],
    [
      'ranges',
      'features.0.ngrams',
      [
        [1, 1],
        [1, 2],
      ],
      ['ngrams=[1,1]', 'ngrams=[1,2]'],
    ],
    ['names', 'features.0.tf', ['binary', 'count'], ['tf=binary', 'tf=count']],
    ['classifiers', 'classifier', [own.classifier, { c: 2 }], ['classifier=linear-svm,c:1', 'c=2']],
  ])('varies %s and says so', (_, path, values, called) => {
    const candidates = expandSweep([{ base: 'nb-logreg', vary: { [String(path)]: values } }]);
    expect(candidates.map(({ name }) => name)).toEqual(called.map((end) => `nb-logreg ${end}`));
  });

  it("varies a recipe of the reader's own, and one that is changed already", () => {
    const vary = { 'classifier.c': [1, 2] };
    const names = expandSweep([
      { ...own, vary },
      { base: 'logreg', folds: 3, vary },
    ]).map(({ name }) => name);
    expect(names).toEqual(['own c=1', 'own c=2', 'logreg folds=3 c=1', 'logreg folds=3 c=2']);
  });

  it.each<[unknown, string]>([
    [[], 'The sweep names no recipe; give a list of recipes'],
    ['logreg', 'The sweep names no recipe; give a list of recipes'],
    [null, 'The sweep names no recipe;'],
    [['logreg', 'lgreg'], 'Entry 1 of the sweep: it is "lgreg", no recipe\'s name; perhaps you mean logreg.'],
    [['logreg', 7], 'Entry 1 of the sweep: The recipe is 7; give a recipe as an object.'],
    [['logreg', 'logreg'], 'Two candidates are called "logreg"; give each recipe a name of its own.'],
    [[{ ...own, folds: 1 }], 'Entry 0 of the sweep: folds is 1;'],
    [[{ ...own, vary: {} }], 'Entry 0 of the sweep: vary is {}; give lists of values by path'],
    [[{ ...own, vary: [1] }], 'Entry 0 of the sweep: vary is [1];'],
    [[{ ...own, vary: { 'classifier.c': 4 } }], 'vary.classifier.c is 4; give a list of values.'],
    [[{ ...own, vary: { 'classifier.c': [] } }], 'vary.classifier.c is []; give a list of values.'],
    [[{ ...own, vary: { 'classifier.c': [4, -4] } }], 'Entry 0 of the sweep: own c=-4: classifier.c is -4;'],
    [[{ ...own, vary: { 'features.1.tf': ['count'] } }], 'features.1.tf leads nowhere at "1"'],
    [[{ ...own, vary: { c: [4] } }], 'Entry 0 of the sweep: own c=4: c is no field of a recipe'],
    [
      [{ ...own, vary: { 'classifier.c': range(40), 'features.0.minDf': range(40) } }],
      'Entry 0 of the sweep: vary makes 1600 candidates, and a sweep may have 1000; give fewer values.',
    ],
  ])('refuses %j', (spec, sentence) => {
    const refusal = catchError(() => expandSweep(spec));
    expect(refusal).toBeInstanceOf(LearnError);
    expect(refusal).toMatchObject({ code: 'RECIPE_INVALID', message: expect.stringContaining(sentence) });
  });
});

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

function catchError(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}
