import { beforeAll, describe, expect, it } from 'vitest';
import { sentences } from '../../test/small-corpus.ts';
import { quantisedModel, type SmallRecipe, smallModel } from '../../test/small-models.ts';
import type { Model } from '../model/model.ts';
import { createPredictor } from '../model/predictor.ts';
import { packTexts } from '../text/text-pack.ts';
import { createExplainer, type Explanation } from './explain-text.ts';

const texts = [
  '',
  'nothing known hereabouts',
  'warm warm warm, gripping and not dull! dull warm warm',
  'İ 🙂 \ud800 so\u00adft <br /> warm <b>lovely</b>   league',
  ...sentences(30, 4, 8).map(({ text }) => text),
];

const shapes: readonly (readonly [SmallRecipe, number])[] = [
  ['plain', 2],
  ['plain', 4],
  ['union', 2],
  ['union', 4],
  ['hashed', 2],
  ['hashed', 3],
  ['counts', 2],
  ['counts', 4],
];

/** What the predictor says for a class: its margin, of more than two classes above the mean of all. */
function marginFor(model: Model, text: string, target: number): number {
  const margins = createPredictor(model).margins(packTexts([text]).units, 0, text.length);
  if (margins.length === 1) return target === 1 ? margins[0] : -margins[0];
  return margins[target] - margins.reduce((sum, margin) => sum + margin, 0) / margins.length;
}

const total = (parts: readonly { readonly contribution: number }[]): number =>
  parts.reduce((sum, { contribution }) => sum + contribution, 0);
const size = ({ grams, intercept }: Explanation): number =>
  grams.reduce((sum, { contribution }) => sum + Math.abs(contribution), Math.abs(intercept));

describe.each(shapes)('an explanation of a model: %s, %i classes', (recipe, classes) => {
  let model: Model;
  beforeAll(async () => {
    model = await smallModel(recipe, classes);
  });

  it('adds up to the margin of every class, gram by gram and span by span', () => {
    const explain = createExplainer(model);
    for (const text of texts) {
      model.classes.forEach((name, target) => {
        const found = explain(text, name);
        const close = 1e-9 * Math.max(1, size(found));
        expect(found.target).toBe(name);
        expect(Math.abs(found.margin - marginFor(model, text, target))).toBeLessThan(close);
        expect(Math.abs(found.intercept + total(found.grams) - found.margin)).toBeLessThan(close);
        expect(Math.abs(found.intercept + total(found.spans) - found.margin)).toBeLessThan(close);
      });
    }
  });

  it('points at the text: spans inside it, in order, with what stands there', () => {
    const explain = createExplainer(model);
    for (const text of texts) {
      const { spans, grams } = explain(text);
      let before = 0;
      for (const { start, end, text: written } of spans) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(written).toBe(text.slice(start, end));
        before = start;
      }
      for (const gram of grams) {
        expect(text).toContain(gram.text);
        expect(gram.occurrences).toBeGreaterThanOrEqual(1);
      }
      const strengths = grams.map(({ contribution }) => Math.abs(contribution));
      expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    }
  });

  it('speaks for the label that was predicted unless told otherwise', () => {
    const explain = createExplainer(model);
    const predictor = createPredictor(model);
    for (const text of texts) {
      const { prediction, target } = explain(text);
      expect(prediction).toEqual(predictor.predict(text));
      expect(target).toBe(prediction.label);
    }
  });
});

describe('an explanation', () => {
  it('counts a word as often as it stands there, and each of two sets for itself', async () => {
    const explain = createExplainer(await smallModel('union'));
    const { grams } = explain('warm dull the warm dull');
    const pairs = grams.filter(({ text }) => text === 'warm dull');
    for (const { occurrences } of pairs) expect(occurrences).toBe(2);
    const words = grams.filter(({ text }) => text === 'warm');
    expect(words.map(({ occurrences }) => occurrences)).toContain(2);
    for (const { occurrences } of grams) expect(occurrences).toBeLessThanOrEqual(6);
  });

  it('turns round for the other of two classes', async () => {
    const explain = createExplainer(await smallModel('plain'));
    const [one, other] = [explain(texts[2], 'positive'), explain(texts[2], 'negative')];
    expect(other.margin).toBeCloseTo(-one.margin, 12);
    expect(one.grams.find(({ text }) => text === 'gripping')?.contribution).toBeGreaterThan(0);
    expect(other.grams.find(({ text }) => text === 'gripping')?.contribution).toBeLessThan(0);
  });

  it('holds for a model of one byte a number as well', async () => {
    const model = quantisedModel(await smallModel('plain', 3));
    const { margin, target } = createExplainer(model)(texts[2]);
    expect(margin).toBeCloseTo(marginFor(model, texts[2], model.classes.indexOf(target)), 9);
  });

  it('is refused for a class that is not there, and for a forest', async () => {
    const explain = createExplainer(await smallModel('plain'));
    expect(() => explain('a', 'other')).toThrow(expect.objectContaining({ code: 'RECIPE_INVALID' }));
    const forest = await smallModel('forest');
    expect(() => createExplainer(forest)).toThrow(expect.objectContaining({ code: 'RECIPE_INVALID' }));
  });
});

describe('an explanation of a union of two sets of the same tokens', () => {
  it('adds up, piece by piece, what each set says of it', async () => {
    const model = await smallModel('union');
    const explain = createExplainer(model);
    const byPiece = (model: Model, text: string) =>
      new Map(
        createExplainer(model)(text, model.classes[1]).grams.map((gram) => [
          gram.text.toLowerCase(),
          gram.contribution,
        ]),
      );
    for (const text of texts) {
      const together = explain(text, model.classes[1]).grams;
      const apart = model.sets.map((_, keep) => {
        const sets = model.sets.map((set, index) =>
          index === keep ? set : { ...set, weights: new Float32Array(set.weights.length) },
        );
        return byPiece({ ...model, sets }, text);
      });
      expect(new Set(together.map((gram) => gram.text.toLowerCase())).size).toBe(together.length);
      for (const gram of together) {
        const parts = apart.map((pieces) => pieces.get(gram.text.toLowerCase()) ?? 0);
        expect(gram.contribution).toBeCloseTo(
          parts.reduce((sum, part) => sum + part, 0),
          9,
        );
      }
    }
  });
});
