import type { Task, TaskContext } from '../crew.ts';
import { LearnError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import { createPredictor } from '../model/predictor.ts';
import type { TextPack } from '../text/text-pack.ts';

/** A run of texts for one model; the probabilities are written where all threads see them. */
export interface PredictRowsInput {
  readonly model: Model;
  readonly pack: TextPack;
  readonly from: number;
  readonly to: number;
  /** Out: texts × classes. */
  readonly probabilities: Float64Array;
}

function predictRows(input: PredictRowsInput, context: TaskContext): null {
  const { model, pack, from, to, probabilities } = input;
  const predictor = createPredictor(model);
  const classes = model.classes.length;
  for (let row = from; row < to; row++) {
    if ((row & 255) === 0 && context.shouldStop()) throw new LearnError('STOPPED', 'Predicting was stopped.');
    predictor.probabilities(pack.units, pack.starts[row], pack.starts[row + 1], probabilities, row * classes);
  }
  return null;
}

export const predictRowsTask: Task<PredictRowsInput, null> = { name: 'predict-rows', work: predictRows };
