import { describe, expect, it } from 'vitest';
import { classNames, type LabelledText, sentences, trainInput } from '../../test/small-corpus.ts';
import { smallRecipes } from '../../test/small-models.ts';
import { applyCalibration } from '../calibrate/apply-calibration.ts';
import { noCalibration } from '../calibrate/calibration.ts';
import { createPredictor } from '../model/predictor.ts';
import { selfTest } from '../model/self-test.ts';
import { decodeModel } from '../model-file/decode-model.ts';
import { encodeModel } from '../model-file/encode-model.ts';
import { createRandom, shuffle } from '../random.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { recipes } from '../recipe/recipes.ts';
import { train } from './train.ts';

const { plain, union, forest, counts } = smallRecipes;
const logistic = { kind: 'logistic-regression', c: 30 } as const;
const everyRecipe = Object.entries(smallRecipes);

function accuracyOn(rows: readonly LabelledText[], predict: (text: string) => { label: string }): number {
  return rows.filter(({ text, label }) => predict(text).label === classNames[label]).length / rows.length;
}

describe('training', () => {
  it.each(everyRecipe)('gives the same bytes for the same data, recipe and seed: %s', async (_, recipe) => {
    const rows = sentences(90, 3, 21, 0.1);
    const [one, other] = await Promise.all([
      train(trainInput(rows, 3, recipe)),
      train({ ...trainInput(rows, 3, recipe), now: () => Math.random(), onProgress: () => {} }),
    ]);
    expect(encodeModel(one.model)).toEqual(encodeModel(other.model));
    expect(one.outOfFold).toEqual(other.outOfFold);
  });

  it('gives other folds and another forest for another seed', async () => {
    const rows = sentences(90, 2, 21, 0.1);
    const one = await train(trainInput(rows, 2, forest));
    const other = await train(trainInput(rows, 2, forest, { seed: 43 }));
    expect(encodeModel(one.model)).not.toEqual(encodeModel(other.model));
  });

  it.each([...recipes.values()])('learns made-up sentences by the recipe $name', async (recipe) => {
    const fresh = sentences(80, 2, 99);
    const { model, outOfFold } = await train(trainInput(sentences(160, 2, 1), 2, recipe));
    expect(accuracyOn(fresh, createPredictor(model).predict)).toBeGreaterThan(0.9);
    expect(outOfFold?.metrics.accuracy).toBeGreaterThan(0.9);
    expect(model.facts.metrics.outOfFold).toEqual(outOfFold?.metrics);
  });

  it('leaves its inputs as they were', async () => {
    const input = trainInput(sentences(60, 3, 5), 3, union);
    const { texts, labels, groups, recipe } = input;
    const before = structuredClone({ texts, labels, groups, recipe });
    await train(input);
    expect({ texts, labels, groups, recipe }).toEqual(before);
  });

  it('hardly cares for the order of rows', async () => {
    const rows = sentences(200, 3, 6, 0.1);
    const order = Int32Array.from(rows.keys());
    shuffle(order, createRandom('order'));
    const fresh = sentences(200, 3, 7);
    for (const recipe of [plain, counts, forest]) {
      const [one, other] = await Promise.all([
        train(trainInput(rows, 3, recipe)),
        train(
          trainInput(
            Array.from(order, (row) => rows[row]),
            3,
            recipe,
          ),
        ),
      ]);
      const difference =
        accuracyOn(fresh, createPredictor(one.model).predict) -
        accuracyOn(fresh, createPredictor(other.model).predict);
      // The solver's bits depend on the order in which columns are met, a forest's draws on the rows' numbers.
      expect(Math.abs(difference)).toBeLessThanOrEqual(recipe === forest ? 0.05 : 0.01);
    }
  });

  it('splits 200,000 rows into folds', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 200_000 }, (_, row) => ({
      text: `${row % 2 ? 'good' : 'bad'} w${row % 50}`,
      label: row % 2,
    }));
    const recipe: Recipe = {
      ...counts,
      features: [{ tokens: 'words', ngrams: [1, 1] }],
      calibration: 'temperature',
      folds: 2,
    };
    const groups = Int32Array.from(rows.keys());
    const { outOfFold } = await train({ ...trainInput(rows, 2, recipe), groups });
    expect(outOfFold?.metrics.rows).toBe(200_000);
    expect(outOfFold?.metrics.accuracy).toBe(1);
  });
});

describe('out-of-fold answers', () => {
  // Naive-Bayes ratios that saw the held-out labels would "predict" labels that nothing can predict.
  it.each([
    ['naive-Bayes ratios of every 1–3 gram', { ...plain, features: [{ ...plain.features[0], minDf: 1 }] }],
    ['a union', union],
    ['a forest', forest],
    ['naive Bayes', { ...counts, calibration: 'temperature' as const }],
  ])('are near chance where labels are: %s', async (_, recipe) => {
    const random = createRandom('labels');
    const rows = sentences(400, 4, 31).map(({ text }, row) => ({
      text: `${text} id${row}`,
      label: random.below(2),
    }));
    const { outOfFold } = await train(trainInput(rows, 2, recipe));
    // Five standard errors of 400 fair coins.
    expect(Math.abs((outOfFold?.metrics.rocAuc ?? 0) - 0.5)).toBeLessThan(0.15);
    expect(Math.abs((outOfFold?.metrics.accuracy ?? 0) - 0.5)).toBeLessThan(0.125);
    expect(outOfFold?.metrics.logLoss).toBeGreaterThan(0.67);
  });

  it('are those of exact fits without the rows, though the folds start from the fit that saw them', async () => {
    const random = createRandom('noise');
    const rows = Array.from({ length: 300 }, () => ({
      text: Array.from({ length: 30 }, () => `w${random.below(2_000)}`).join(' '),
      label: random.below(2),
    }));
    const recipe: Recipe = {
      ...plain,
      features: [{ ...plain.features[0], minDf: 1 }],
      calibration: 'none',
      unsure: { share: 0.1 },
    };
    const exact: Recipe = { ...recipe, classifier: { ...logistic, tolerance: 1e-9 } };
    const [one, other] = await Promise.all(
      [{ ...recipe, classifier: logistic }, exact].map((asked) => train(trainInput(rows, 2, asked))),
    );
    const [found, sought] = [one, other].map(({ outOfFold }) => outOfFold?.probabilities ?? []);
    let signed = 0;
    rows.forEach(({ label }, row) => {
      const difference = found[2 * row + label] - sought[2 * row + label];
      expect(Math.abs(difference)).toBeLessThan(0.01);
      signed += difference;
    });
    expect(Math.abs(signed / rows.length)).toBeLessThan(0.0005);
  });

  it('hold for the same text in other words only: a repeated text is never its own witness', async () => {
    const random = createRandom('repeats');
    const rows = Array.from({ length: 200 }, (_, i) => ({
      text: `alpha beta n${i} n${i}x n${i}y`,
      label: random.below(2),
    }));
    const { outOfFold } = await train(trainInput([...rows, ...rows, ...rows], 2, plain));
    expect(Math.abs((outOfFold?.metrics.accuracy ?? 0) - 0.5)).toBeLessThan(0.18);
  });

  it.each([2, 4])('keep their labels through temperature: %i classes', async (classes) => {
    const rows = sentences(120, classes, 12, 0.3);
    const recipe: Recipe = { ...plain, calibration: 'temperature' };
    const { model } = await train(trainInput(rows, classes, recipe));
    expect(model.calibration.kind).toBe('temperature');
    const calibrated = createPredictor(model);
    const bare = createPredictor({ ...model, calibration: noCalibration });
    for (const { text } of sentences(200, classes, 13)) {
      expect(calibrated.predict(text).label).toBe(bare.predict(text).label);
    }
  });

  it('are calibrated: a temperature is where the log loss is least', async () => {
    const rows = sentences(200, 3, 14, 0.3);
    const { model, outOfFold } = await train(trainInput(rows, 3, plain));
    if (model.calibration.kind !== 'temperature' || !outOfFold) throw new Error('no temperature');
    const { scale } = model.calibration;
    const labels = rows.map(({ label }) => label);
    const logits = outOfFold.probabilities.map((p) => Math.log(p) / scale);
    const loss = (at: number): number => {
      const p = new Float64Array(logits.length);
      applyCalibration({ kind: 'temperature', scale: at }, logits, labels.length, 3, 3, p);
      return labels.reduce((sum, label, row) => sum - Math.log(p[row * 3 + label]), 0);
    };
    // Platt's targets draw the optimum a little towards indifference.
    expect(loss(scale)).toBeLessThan(loss(scale * 1.3));
    expect(loss(scale)).toBeLessThan(loss(scale / 1.3));
  });

  it('choose the threshold and the unsure bound that the recipe asks for', async () => {
    const rows = sentences(200, 2, 15, 0.2);
    const recipe: Recipe = { ...plain, threshold: { goal: 'f1' }, unsure: { share: 0.2 } };
    const { model, outOfFold } = await train(trainInput(rows, 2, recipe));
    const { threshold, unsureBelow } = model;
    expect(threshold).toBeGreaterThan(0);
    const positives = Array.from(
      rows,
      (_, row) => (outOfFold?.probabilities[2 * row + 1] ?? 0) >= (threshold ?? 1),
    );
    expect(Array.from(outOfFold?.predicted ?? [])).toEqual(positives.map(Number));
    const unsure = Array.from(outOfFold?.predicted ?? []).filter(
      (k, row) => (outOfFold?.probabilities[2 * row + k] ?? 1) < unsureBelow,
    );
    expect(unsure.length / rows.length).toBeCloseTo(0.2, 1);
  });
});

describe('training on very little', () => {
  const row = (text: string, label: number): LabelledText => ({ text, label });

  it('works without folds where a class has one distinct text, uncalibrated', async () => {
    const rows = [
      row('good film', 1),
      row('bad film', 0),
      row('dull film', 0),
      row('Good film', 1),
      row('good film', 1),
    ];
    const { model, outOfFold } = await train(
      trainInput(rows, 2, { ...plain, features: [{ tokens: 'words', ngrams: [1, 1] }] }),
    );
    expect(outOfFold).toBeNull();
    expect(model.calibration).toEqual(noCalibration);
    expect(model.unsureBelow).toBe(0);
    expect(model.facts.metrics.outOfFold).toBeNull();
    expect(createPredictor(model).predict('a good one').label).toBe('positive');
    expect(selfTest(decodeModel(encodeModel(model))).passed).toBe(true);
  });

  it('works with two rows a class, in two folds', async () => {
    const rows = [row('good a', 1), row('good b', 1), row('bad c', 0), row('bad d', 0)];
    const recipe: Recipe = { ...plain, features: [{ tokens: 'words', ngrams: [1, 1] }] };
    const { model, outOfFold } = await train(trainInput(rows, 2, recipe));
    expect(outOfFold?.metrics.accuracy).toBe(1);
    expect(createPredictor(model).predict('good z').label).toBe('positive');
  });

  it.each(everyRecipe)('works where all rows are the same text with both labels: %s', async (_, recipe) => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      row('the same warm film again, the same warm film', i % 2),
    );
    const { model } = await train(trainInput(rows, 2, recipe));
    const { scores } = createPredictor(model).predict(rows[0].text);
    expect(scores.positive).toBeCloseTo(0.5, recipe === forest ? 0 : 1);
  });

  it.each(everyRecipe)('works where some rows are empty and one is huge: %s', async (_, recipe) => {
    const rows = [
      ...sentences(60, 2, 2),
      row('', 0),
      row(' \n', 1),
      row('!', 1),
      row('warm '.repeat(50_000), 1),
    ];
    const { model } = await train(trainInput(rows, 2, recipe));
    const { scores } = createPredictor(model).predict('');
    expect(scores.positive + scores.negative).toBeCloseTo(1, 12);
  });

  it.each([
    ['one class', { classes: ['only'] }, 'LABELS_TOO_FEW'],
    ['two classes of which one has no row', { labels: new Int32Array(60) }, 'LABELS_TOO_FEW'],
    ['labels of other rows', { labels: new Int32Array(59) }, 'ROWS_MISALIGNED'],
    [
      'a label that no class has',
      { labels: Int32Array.from({ length: 60 }, (_, i) => i % 3) },
      'ROWS_MISALIGNED',
    ],
    [
      'a label below 0',
      { labels: Int32Array.from({ length: 60 }, (_, i) => (i % 2) - 1) },
      'ROWS_MISALIGNED',
    ],
    ['a positive class that is not there', { positive: 2 }, 'ROWS_MISALIGNED'],
    ['groups of other rows', { groups: new Int32Array(3) }, 'ROWS_MISALIGNED'],
    ['no words', { texts: new Array<string>(60).fill('') }, 'VOCABULARY_EMPTY'],
  ])('is refused: %s', async (_, more, code) => {
    const input = trainInput(sentences(60, 2, 2), 2, plain, more);
    await expect(train(input)).rejects.toMatchObject({ name: 'LearnError', code });
  });
});

describe('the self-test of a model', () => {
  it.each(everyRecipe)('passes from the file and fails where a number was changed: %s', async (_, recipe) => {
    const { model } = await train(trainInput(sentences(90, 2, 4), 2, recipe));
    const found = decodeModel(encodeModel(model));
    expect(selfTest(found)).toEqual({ passed: true, largestDifference: 0, text: null });
    const { head } = found;
    const changed =
      head.kind === 'linear'
        ? { ...found, head: { ...head, intercepts: head.intercepts.map((w) => w + 0.001) } }
        : { ...found, head: { ...head, leafValues: head.leafValues.map((share) => 1 - share) } };
    const { passed, largestDifference, text } = selfTest(changed);
    expect(passed).toBe(false);
    expect(largestDifference).toBeGreaterThan(0);
    expect(model.facts.golden.map((row) => row.text)).toContain(text);
  });

  it('fails where an answer is no number', async () => {
    const { model } = await train(trainInput(sentences(60, 2, 4), 2, plain));
    const ask = createPredictor(model).predict;
    const broken = selfTest(model, (text) => ({
      ...ask(text),
      scores: { positive: Number.NaN, negative: 0 },
    }));
    expect(broken.passed).toBe(false);
  });
});
