import type { Crew } from '../crew.ts';
import { bootstrapConfusion } from '../measure/bootstrap-interval.ts';
import { macroF1 } from '../measure/class-scores.ts';
import { type ConfusionMatrix, confusionMatrix } from '../measure/confusion-matrix.ts';
import { evaluate, type Metrics } from '../measure/evaluate.ts';
import type { Interval } from '../measure/interval.ts';
import { wilsonInterval } from '../measure/wilson-interval.ts';
import type { Model } from '../model/model.ts';
import { createRandom } from '../random.ts';
import type { TextPack } from '../text/text-pack.ts';
import { type PredictedRows, predictTexts } from './predict-texts.ts';

export interface Evaluation extends PredictedRows {
  /** Class of each text as the model numbers them; −1 for a label that it does not know. */
  readonly labels: Int32Array;
  readonly metrics: Metrics;
  readonly intervals: { readonly accuracy: Interval; readonly macroF1: Interval };
}

/** The model's answers on labelled texts, and how good they are. */
export async function evaluateModel(
  model: Model,
  pack: TextPack,
  labelNames: readonly string[],
  crew: Crew,
  onProgress?: (fraction: number) => void,
): Promise<Evaluation> {
  const known = new Map(model.classes.map((name, index) => [name, index]));
  const labels = Int32Array.from(labelNames, (name) => known.get(name) ?? -1);
  const { probabilities, predicted } = await predictTexts(model, pack, crew, onProgress);
  const classes = model.classes.length;
  const positive = model.positive;
  const metrics = evaluate({
    labels,
    predicted,
    probabilities,
    classes,
    ...(positive !== null && { positive }),
  });
  const confusion = confusionMatrix(labels, predicted, classes);
  return { labels, probabilities, predicted, metrics, intervals: intervalsOf(confusion, metrics) };
}

function intervalsOf(confusion: ConfusionMatrix, metrics: Metrics): Evaluation['intervals'] {
  return {
    accuracy: wilsonInterval(Math.round(metrics.accuracy * metrics.rows), metrics.rows),
    macroF1: bootstrapConfusion(confusion, macroF1, { random: createRandom('macro-f1') }),
  };
}
