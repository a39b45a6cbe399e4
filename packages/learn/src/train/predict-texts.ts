import type { Crew } from '../crew.ts';
import { decisionOf } from '../model/decision.ts';
import type { Model } from '../model/model.ts';
import type { TextPack } from '../text/text-pack.ts';
import { predictRowsTask } from './predict-rows.ts';

export interface PredictedRows {
  /** texts × classes. */
  readonly probabilities: Float64Array;
  readonly predicted: Int32Array;
}

/** Fewer texts than this a thread, and starting on them costs more than it saves. */
const leastTexts = 2_000;

/** What the model says of many texts, shared out among the crew. */
export async function predictTexts(
  model: Model,
  pack: TextPack,
  crew: Crew,
  onProgress: (fraction: number) => void = () => {},
): Promise<PredictedRows> {
  const classes = model.classes.length;
  const probabilities = crew.allocate.float64(pack.count * classes);
  const threads = Math.max(1, Math.min(crew.size, Math.floor(pack.count / leastTexts)));
  const inputs = Array.from({ length: threads }, (_, part) => ({
    model,
    pack,
    from: Math.round((pack.count * part) / threads),
    to: Math.round((pack.count * (part + 1)) / threads),
    probabilities,
  }));
  let done = 0;
  await crew.run(predictRowsTask, inputs, () => onProgress(++done / threads));
  const { threshold, positive } = model;
  return { probabilities, predicted: decisionOf(probabilities, classes, threshold, positive) };
}
