import { goldenTexts } from './golden-texts.ts';
import type { Model } from './model.ts';
import type { GoldenRow } from './model-facts.ts';
import { createPredictor } from './predictor.ts';

/** The model with its answers to the golden texts written into it. */
export function withGoldenRows(model: Model): Model {
  const predictor = createPredictor(model);
  const golden = goldenTexts.map((text): GoldenRow => {
    const { scores } = predictor.predict(text);
    return { text, scores: model.classes.map((name) => scores[name]) };
  });
  return { ...model, facts: { ...model.facts, golden } };
}
