import { modelPredictor } from '../src/predictor.ts';
import { batchPredictor, lengthPrediction, predictorContract } from '../src/testing/index.ts';
import { smallModel } from './small-model.ts';

for (const recipe of ['nb-logreg', 'word-char', 'naive-bayes', 'random-forest']) {
  predictorContract(recipe, async () => {
    const model = await smallModel(recipe);
    return {
      predictor: modelPredictor(model),
      classes: model.classes,
      golden: model.facts.golden,
      tolerance: 0,
    };
  });
}

predictorContract('a model elsewhere', async () => ({
  predictor: batchPredictor({ fixedMs: 2, eachMs: 0.1, maxTexts: 4 }),
  classes: ['negative', 'positive'],
  golden: ['', 'a', 'a warm film', 'x'.repeat(60)].map((text) => {
    const { negative, positive } = lengthPrediction(text).scores;
    return { text, scores: [negative, positive] };
  }),
  tolerance: 0,
}));
