import type { ClassifierOptions } from '../classify/classifier.ts';
import type { Task, TaskContext } from '../crew.ts';
import type { CountMatrix } from '../features/weighting.ts';
import { fitRows } from './fit-rows.ts';

/** One candidate fitted on all folds but one, and asked that one. */
export interface ScoreCandidateInput {
  readonly sets: readonly CountMatrix[];
  readonly labels: Int32Array;
  readonly classes: number;
  readonly foldOf: Int32Array;
  readonly fold: number;
  readonly classifier: ClassifierOptions;
  readonly seed: string;
}

export interface ScoreCandidateOutput {
  /** Margins of the fold's rows, in order; the rows that were learnt from would be four fifths of the message. */
  readonly margins: Float64Array;
  readonly converged: boolean;
}

/**
 * The fit that training makes for this fold, with the same seed, but from no start and as exact as that of a model
 * that is kept: where a recipe names no tolerance, training lets its folds stop earlier, which could decide between
 * neighbours.
 */
function scoreCandidate(input: ScoreCandidateInput, context: TaskContext): ScoreCandidateOutput {
  const { sets, labels, classes, foldOf, fold, classifier, seed } = input;
  const weights = Float64Array.from(foldOf, (of) => (of === fold ? 0 : 1));
  const fitted = fitRows({ sets, labels, classes, weights, classifier, seed, wants: 'margins' }, context);
  const all = fitted.margins ?? new Float64Array(0);
  const outputs = all.length / labels.length;
  const held = weights.reduce((count, weight) => count + (weight === 0 ? 1 : 0), 0);
  const margins = new Float64Array(held * outputs);
  let at = 0;
  for (let row = 0; row < labels.length; row++) {
    if (foldOf[row] !== fold) continue;
    for (let k = 0; k < outputs; k++) margins[at++] = all[row * outputs + k];
  }
  return { margins, converged: fitted.report.converged };
}

export const scoreCandidateTask: Task<ScoreCandidateInput, ScoreCandidateOutput> = {
  name: 'score-candidate',
  work: scoreCandidate,
};
