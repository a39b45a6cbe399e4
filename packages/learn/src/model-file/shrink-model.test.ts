import { beforeAll, describe, expect, it } from 'vitest';
import { sentences, trainInput } from '../../test/small-corpus.ts';
import { quantisedModel, smallModel, smallRecipes } from '../../test/small-models.ts';
import type { Model } from '../model/model.ts';
import { createPredictor } from '../model/predictor.ts';
import { selfTest } from '../model/self-test.ts';
import { packTexts } from '../text/text-pack.ts';
import { train } from '../train/train.ts';
import { decodeModel } from './decode-model.ts';
import { encodeModel } from './encode-model.ts';
import { shrinkModel } from './shrink-model.ts';

const gramsOf = (model: Model): number => model.sets.reduce((sum, { scales }) => sum + scales.length, 0);

describe.each([
  ['plain', 2],
  ['plain', 4],
  ['union', 3],
] as const)('a smaller model: %s, %i classes', (recipe, classes) => {
  let model: Model;
  /** Bytes of the file with every n-gram, each number in one byte. */
  let whole: number;
  const held = sentences(300, classes, 61);
  const heldOut = (() => {
    const { labels } = trainInput(held, classes, smallRecipes[recipe]);
    return { texts: packTexts(held.map(({ text }) => text)), labels };
  })();
  beforeAll(async () => {
    const rows = sentences(400 * classes, classes, 60, 0.05);
    model = (await train(trainInput(rows, classes, smallRecipes[recipe]))).model;
    whole = encodeModel(quantisedModel(model)).length;
  });

  it.each([1.5, 0.95, 0.8])('keeps to %f of the bytes, says what it cost, and still works', (share) => {
    const budgetBytes = Math.round(share * whole);
    const small = shrinkModel({ model, budgetBytes, heldOut });
    const file = encodeModel(small);
    expect(file.length).toBeLessThanOrEqual(budgetBytes);

    const { shrunk } = small.facts;
    const [before, after] = [createPredictor(model), createPredictor(small)];
    const answers = held.map(({ text, label }) => ({
      truth: model.classes[label],
      before: before.predict(text).label,
      after: after.predict(text).label,
    }));
    const shareOf = (test: (row: (typeof answers)[number]) => boolean) =>
      answers.filter(test).length / held.length;
    expect(shrunk).toEqual({
      budgetBytes,
      gramsBefore: gramsOf(model),
      gramsAfter: gramsOf(small),
      precision: 'int8',
      accuracyBefore: shareOf((row) => row.before === row.truth),
      accuracyAfter: shareOf((row) => row.after === row.truth),
      agreement: shareOf((row) => row.before === row.after),
    });
    expect(shrunk?.agreement).toBeGreaterThan(0.95);
    expect(gramsOf(small)).toBeLessThanOrEqual(gramsOf(model));
    expect(selfTest(decodeModel(file)).passed).toBe(true);
  });

  it('keeps more n-grams for more bytes', () => {
    const [less, more] = [0.8, 0.9].map((share) =>
      gramsOf(shrinkModel({ model, budgetBytes: Math.round(share * whole), heldOut: null })),
    );
    expect(more).toBeGreaterThan(less);
  });

  it('is the same made smaller once or twice', () => {
    const once = quantisedModel(model);
    expect(encodeModel(quantisedModel(once))).toEqual(encodeModel(once));
    expect(gramsOf(once)).toBe(gramsOf(model));
  });

  it('is refused where nothing useful fits, with the number of bytes that does not do', () => {
    expect(() => shrinkModel({ model, budgetBytes: 3_000, heldOut: null })).toThrow(
      expect.objectContaining({ code: 'RECIPE_INVALID', message: expect.stringMatching(/\d{4,} ?/) }),
    );
  });
});

describe('a model that cannot be made smaller', () => {
  it('is refused: a forest', async () => {
    const model = await smallModel('forest');
    expect(() => shrinkModel({ model, budgetBytes: 1e6, heldOut: null })).toThrow(
      expect.objectContaining({ code: 'RECIPE_INVALID' }),
    );
  });
});
