import { afterAll, describe, expect, it } from 'vitest';
import { sentences } from '../../test/small-corpus.ts';
import { type SmallRecipe, smallModel } from '../../test/small-models.ts';
import { soloCrew } from '../crew.ts';
import { createPredictor } from '../model/predictor.ts';
import { packTexts } from '../text/text-pack.ts';
import { threadCrew } from '../threads/index.ts';
import { evaluateModel } from './evaluate-model.ts';
import { predictTexts } from './predict-texts.ts';

const threads = [threadCrew({ size: 2 }), threadCrew({ size: 3 })];
afterAll(() => Promise.all(threads.map((crew) => crew.close())));

// Enough for three threads to be worth it.
const rows = sentences(6_100, 4, 41, 0.1).map(({ text, label }, i) => ({ text: i % 500 ? text : '', label }));
const texts = rows.map(({ text }) => text);

describe.each<readonly [SmallRecipe, number]>([
  ['plain', 2],
  ['union', 4],
  ['hashed', 2],
  ['forest', 3],
])('many texts at once: %s, %i classes', (recipe, classes) => {
  it('are answered as each is alone, by any number of threads', async () => {
    const model = await smallModel(recipe, classes);
    const { predict } = createPredictor(model);
    const alone = texts.map(predict);
    const seen: number[] = [];
    for (const crew of [soloCrew(), ...threads]) {
      const onProgress = (fraction: number) => void seen.push(fraction);
      const found = await predictTexts(model, packTexts(texts, crew.allocate), crew, onProgress);
      expect(found.probabilities.length).toBe(texts.length * classes);
      alone.forEach(({ label, confidence, scores }, row) => {
        const k = found.predicted[row];
        const same =
          model.classes[k] === label &&
          found.probabilities[row * classes + k] === confidence &&
          model.classes.every((name, c) => found.probabilities[row * classes + c] === scores[name]);
        if (!same) expect(`row ${row} of ${crew.size} threads`).toBe('as alone');
      });
    }
    expect(seen.filter((fraction) => fraction === 1).length).toBe(3);
  });
});

describe('no texts at all', () => {
  it('have no answers', async () => {
    const { predicted } = await predictTexts(await smallModel('plain'), packTexts([]), soloCrew());
    expect(predicted.length).toBe(0);
  });
});

describe('an evaluation', () => {
  it('counts a label that the model does not know as wrong', async () => {
    const model = await smallModel('plain');
    const given = sentences(40, 2, 50);
    const names = given.map(({ label }, row) => (row < 10 ? 'unheard of' : model.classes[label]));
    const pack = packTexts(given.map(({ text }) => text));
    const { metrics, labels, intervals } = await evaluateModel(model, pack, names, soloCrew());
    const right = given.filter(
      ({ text, label }, row) =>
        row >= 10 && createPredictor(model).predict(text).label === model.classes[label],
    ).length;
    expect(Array.from(labels.subarray(0, 10))).toEqual(new Array(10).fill(-1));
    expect(metrics.unseenRows).toBe(10);
    expect(metrics.accuracy).toBeCloseTo(right / 40, 12);
    expect(intervals.accuracy.low).toBeLessThan(metrics.accuracy);
    expect(intervals.accuracy.high).toBeGreaterThan(metrics.accuracy);
  });
});
