import { describe, expect, it } from 'vitest';
import { groupByText } from '../check/group-by-text.ts';
import { type Crew, soloCrew } from '../crew.ts';
import { createRandom } from '../random.ts';
import { parseRecipe } from '../recipe/parse-recipe.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { threadCrew } from '../threads/index.ts';
import { expandSweep } from './expand-sweep.ts';
import { type SweepInput, type SweepProgress, sweep } from './sweep.ts';
import { train } from './train.ts';

interface Rows {
  readonly texts: readonly string[];
  readonly labels: Int32Array;
}

/**
 * Short reviews whose sense is in the order of words: each has "not" and "so", and which of them stands before
 * "good" or "bad" decides. Single words say nothing; bigrams say all. Some labels are wrong, and every tenth text is a repeat.
 */
function reviews(count: number, seed: string): Rows {
  const random = createRandom(seed);
  const labels = new Int32Array(count);
  const texts: string[] = [];
  const filler = () => `w${random.below(40)}`;
  for (let row = 0; row < count; row++) {
    if (row % 10 === 9) {
      texts.push(texts[row - 1]);
      labels[row] = labels[row - 1];
      continue;
    }
    const isGood = random.below(2);
    const isTurned = random.below(2);
    const word = isGood === isTurned ? 'bad' : 'good';
    const [told, stray] = isTurned ? [`not ${word}`, 'so'] : [`so ${word}`, 'not'];
    const around = [filler(), told, filler(), stray, filler()];
    texts.push(`${around.join(' ')} u${row}`);
    labels[row] = random.next() < 0.08 ? 1 - isGood : isGood;
  }
  return { texts, labels };
}

const rows = reviews(700, 'reviews');

function inputOf({ texts, labels }: Rows, recipes: readonly Recipe[], crew: Crew = soloCrew()): SweepInput {
  return {
    texts,
    labels,
    classes: ['negative', 'positive'],
    positive: 1,
    groups: groupByText(texts),
    recipes,
    seed: 42,
    crew,
  };
}

const recipeOf = (name: string, ngrams: [number, number], fields: object = {}): Recipe =>
  parseRecipe({
    name,
    features: [{ tokens: 'words', ngrams, minDf: 2, tf: 'binary', idf: true }],
    // Named, because training's own folds stop earlier where a recipe says nothing.
    classifier: { kind: 'logistic-regression', c: 4, tolerance: 1e-3 },
    calibration: 'temperature',
    ...fields,
  });

const unigrams = recipeOf('unigrams', [1, 1]);
const bigrams = recipeOf('bigrams', [1, 2]);
const bigramsByCount = recipeOf('bigrams by count', [1, 2], {
  features: [{ tokens: 'words', ngrams: [1, 2], minDf: 2, normalize: 'none' }],
  classifier: { kind: 'multinomial-naive-bayes' },
  calibration: 'sigmoid',
});
const fixedBigrams = recipeOf('fixed', [2, 2], { classifier: { kind: 'linear-svm', c: 0.5 } });
const field = [bigrams, unigrams, bigramsByCount, fixedBigrams];

/** Counts what the crew is asked to do. */
function countingCrew(): { readonly crew: Crew; readonly counts: Map<string, number> } {
  const solo = soloCrew();
  const counts = new Map<string, number>();
  const run: Crew['run'] = (task, inputs, onDone) => {
    const all = [...inputs];
    counts.set(task.name, (counts.get(task.name) ?? 0) + all.length);
    return solo.run(task, all, onDone);
  };
  return { crew: { ...solo, run }, counts };
}

describe('sweep', () => {
  it('finds the recipe that can tell what the others cannot, and drops those far behind', async () => {
    const swept = await sweep(inputOf(rows, field));
    expect(swept.winner).toBe(swept.ranking[0].recipe);
    expect([bigrams, fixedBigrams]).toContainEqual(swept.winner);
    const last = swept.ranking[3];
    expect(last.recipe).toEqual(unigrams);
    expect(last.dropped?.afterFolds).toBe(1);
    expect(last.dropped?.why).toMatch(
      /^After 1 of 5 folds its accuracy is 0\.\d+ against 0\.9\d+ of "bigrams" on the same 140 rows, \d+\.\d standard errors below\.$/,
    );
    expect([last.rows, last.foldScores.length]).toEqual([140, 1]);
    expect(last.toWinner?.high).toBeLessThan(-0.2);
  });

  it('finds the same winner in whatever order the candidates stand, and ranks one that was lucky to run on', async () => {
    const swept = await sweep(inputOf(rows, [...field].reverse()));
    expect(swept.winner).toEqual((await sweep(inputOf(rows, field))).winner);
    const alone = await sweep(inputOf(rows, [unigrams, bigrams]));
    expect(alone.ranking.map(({ recipe, dropped }) => [recipe.name, dropped])).toEqual([
      ['bigrams', null],
      ['unigrams', null],
    ]);
  });

  it('keeps every candidate that is as good as the best', async () => {
    const recipes = expandSweep([{ ...bigrams, vary: { 'classifier.c': [2, 4, 8] } }]);
    const swept = await sweep(inputOf(rows, recipes));
    expect(swept.ranking.map(({ dropped }) => dropped)).toEqual([null, null, null]);
    for (const { toWinner } of swept.ranking.slice(1)) expect(toWinner?.estimate).toBeGreaterThan(-0.02);
    const scores = swept.ranking.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('gives the same answer whatever the threads', async () => {
    const alone = await sweep(inputOf(rows, field));
    for (const size of [1, 2]) {
      const crew = threadCrew({ size });
      try {
        expect(await sweep(inputOf(rows, field, crew))).toEqual(alone);
      } finally {
        await crew.close();
      }
    }
  });

  it.each([
    ['temperature', bigrams],
    ['sigmoid', bigramsByCount],
    ['a threshold', recipeOf('tuned', [1, 2], { threshold: { goal: 'f1' } })],
    ['a forest', recipeOf('forest', [1, 2], { classifier: { kind: 'random-forest', trees: 5 } })],
  ])('scores a recipe with %s as training it reports', async (_, recipe) => {
    const input = inputOf(rows, [recipe]);
    const swept = await sweep(input);
    const origin = { data: 'd', node: 'n', learn: 'l' };
    const { recipes: _recipes, onProgress: _onProgress, ...rest } = input;
    const { outOfFold } = await train({ ...rest, recipe, origin });
    expect(swept.ranking[0].score).toBe(outOfFold?.metrics.accuracy);
    // A logistic regression's folds come to their tolerance from elsewhere: training starts them from its first fit.
    expect(swept.ranking[0].logLoss).toBeCloseTo(outOfFold?.metrics.logLoss ?? 0, 4);
  });

  it('drops nobody where it is told not to, and a dropped one keeps the score of what it answered', async () => {
    const raced = await sweep(inputOf(rows, field));
    const full = await sweep({ ...inputOf(rows, field), dropAt: null });
    expect(full.ranking.map(({ dropped, rows }) => [dropped, rows])).toEqual(field.map(() => [null, 700]));
    expect(full.winner).toBe(full.ranking[0].recipe);
    expect(full.winner).toEqual(raced.winner);
    const last = raced.ranking.at(-1);
    const same = full.ranking.find(({ recipe }) => recipe.name === last?.recipe.name);
    expect(last?.dropped?.afterFolds).toBe(last?.foldScores.length);
    expect(same?.foldScores.slice(0, last?.foldScores.length)).toEqual(last?.foldScores);
  });

  it('counts the texts once for all candidates that differ in weights and classifier alone', async () => {
    const { crew, counts } = countingCrew();
    const vary = {
      'features.0.idf': [true, false],
      'features.0.ratio': [null, { alpha: 1 }],
      'features.0.normalize': ['l2', 'none'],
      'classifier.c': [1, 4],
    };
    const recipes = expandSweep([{ ...bigrams, vary }]);
    const swept = await sweep(inputOf(rows, recipes, crew));
    expect(counts.get('read-tokens')).toBe(1);
    expect(swept.ranking).toHaveLength(16);
    expect(new Set(swept.ranking.map(({ score, logLoss }) => `${score} ${logLoss}`)).size).toBeGreaterThan(8);
  });

  it('spares the fits of those that it drops', async () => {
    const { crew, counts } = countingCrew();
    const swept = await sweep(inputOf(rows, field, crew));
    const asked = swept.ranking.reduce((sum, { foldScores }) => sum + foldScores.length, 0);
    expect(counts.get('score-candidate')).toBe(asked);
    expect(asked).toBeLessThan(20);
  });

  it('chooses by the score that it is given', async () => {
    const svm = (name: string, classWeights: object) =>
      recipeOf(name, [1, 2], {
        classifier: { kind: 'linear-svm', c: 0.01, ...classWeights },
        calibration: 'none',
      });
    // So little c, and few positives: without weights it says "negative" to nearly all, which is nearly always right.
    const recipes = [svm('careless', {}), svm('balanced', { classWeights: 'balanced' })];
    const input = { ...inputOf(lopsided(rows), recipes), dropAt: null };
    const byAccuracy = await sweep({ ...input, scoring: 'accuracy' });
    const byF1 = await sweep({ ...input, scoring: 'macro-f1' });
    expect(byAccuracy.winner.name).toBe('careless');
    expect(byF1.winner.name).toBe('balanced');
    expect(byF1.ranking[1].score).toBeLessThan(0.6);
    expect(byAccuracy.ranking[0].score).toBeGreaterThan(0.85);
  });

  it('tells how far it is: to the last fit, never backwards, with the best so far', async () => {
    const heard: SweepProgress[] = [];
    const swept = await sweep({ ...inputOf(rows, field), onProgress: (progress) => heard.push(progress) });
    const done = heard.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(heard.at(-1)).toEqual({
      done: 20,
      total: 20,
      best: { name: swept.winner.name, score: swept.ranking[0].score },
    });
    expect(new Set(heard.map(({ total }) => total))).toEqual(new Set([20]));
  });

  it('times by the clock it is given', async () => {
    let ticks = 0;
    const { ranking } = await sweep({ ...inputOf(rows, [bigrams]), now: () => 1000 * ticks++ });
    expect(ranking[0].seconds).toEqual({ features: 1, fit: 1 });
  });

  it('leaves a family without columns out and says why', async () => {
    const rare = recipeOf('rare', [1, 1], { features: [{ tokens: 'words', ngrams: [1, 1], minDf: 701 }] });
    const heard: SweepProgress[] = [];
    const onProgress = (progress: SweepProgress) => heard.push(progress);
    const swept = await sweep({
      ...inputOf(rows, [rare, bigrams]),
      onProgress,
    });
    expect(swept.refused).toEqual([
      { recipe: rare, why: expect.stringContaining('701 or more of the 700 texts') },
    ]);
    expect(swept.ranking.map(({ recipe }) => recipe)).toEqual([bigrams]);
    expect(heard.at(-1)?.done).toBe(10);
    await expect(sweep(inputOf(rows, [rare]))).rejects.toMatchObject({
      code: 'VOCABULARY_EMPTY',
    });
  });

  it('stops when it is told to', async () => {
    await expect(
      sweep(
        inputOf(
          rows,
          field,
          soloCrew(() => true),
        ),
      ),
    ).rejects.toMatchObject({ code: 'STOPPED' });
  });

  it('stops threads by a signal in the middle of the race', async () => {
    const aborting = new AbortController();
    const crew = threadCrew({ size: 2, signal: aborting.signal });
    const onProgress = ({ done }: SweepProgress) => {
      if (done === 3) aborting.abort();
    };
    await expect(sweep({ ...inputOf(rows, field, crew), onProgress })).rejects.toMatchObject({
      code: 'STOPPED',
    });
    await crew.close();
  });
});

describe('sweep refuses, before it reads a text,', () => {
  const bad = { ...bigrams, name: 'bad', classifier: { kind: 'linear-svm', c: -1 } } as const;
  const weighted = { ...bad, classifier: { kind: 'linear-svm', c: 1, classWeights: [1, 2, 3] } } as const;

  it.each<[string, Partial<SweepInput>, string]>([
    ['no recipe', { recipes: [] }, 'The sweep has no candidates; give at least one recipe.'],
    ['one bad recipe among good ones', { recipes: [...field, bad] }, 'classifier.c is -1;'],
    ['two of one name', { recipes: [bigrams, bigrams] }, 'Two candidates are called "bigrams";'],
    [
      'weights for other classes',
      { recipes: [weighted] },
      '"bad" has 3 class weights, and there are 2 classes;',
    ],
    [
      'a positive class that is none',
      { recipes: [{ ...bigrams, positive: 'spam' }] },
      '"bigrams" calls "spam" positive, which no row is; give one of negative, positive.',
    ],
    ['one class', { classes: ['negative'] }, 'All rows have the label "negative";'],
    [
      'a label that no class has',
      { labels: rows.labels.map((k) => 2 * k) },
      'has label 2; number labels from 0 to 1.',
    ],
    ['labels for other texts', { labels: new Int32Array(3) }, 'There are 700 texts and 3 labels;'],
    ['groups of other texts', { groups: new Int32Array(3) }, 'There are 700 labels and 3 groups;'],
    ['one fold', { folds: 1 }, 'There are to be 1 folds;'],
    ['more folds than texts of a class', { folds: 600 }, 'and a split into 600 needs at least 600;'],
    ['a bound that drops everybody', { dropAt: 0 }, 'dropAt is 0; give a number of standard errors above 0.'],
  ])('%s', async (_, fields, sentence) => {
    const { crew, counts } = countingCrew();
    const refused = sweep({ ...inputOf(rows, field, crew), ...fields });
    await expect(refused).rejects.toThrow(sentence);
    expect(counts.size).toBe(0);
  });
});

/** One positive row to nine negative ones. */
function lopsided({ texts, labels }: Rows): Rows {
  let positives = 0;
  const kept = [...labels.keys()].filter((row) => labels[row] === 0 || positives++ % 9 === 0);
  return { texts: kept.map((row) => texts[row]), labels: Int32Array.from(kept, (row) => labels[row]) };
}
