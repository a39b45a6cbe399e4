import type { ClassifierModel, ClassifierOptions, FitReport } from '../classify/classifier.ts';
import { fitClassifier } from '../classify/fit-classifier.ts';
import { classifierMargins } from '../classify/margins.ts';
import type { TaskContext } from '../crew.ts';
import { type CountMatrix, weighFeatures } from '../features/weighting.ts';
import { createRandom } from '../random.ts';

/** One fit on counted features: weights first (they may see the fit's own rows only), then the classifier. */
export interface FitRowsInput {
  readonly sets: readonly CountMatrix[];
  readonly labels: Int32Array;
  readonly classes: number;
  /** 0 for rows that are held out. */
  readonly weights: Float64Array;
  readonly classifier: ClassifierOptions;
  readonly seed: string;
  /** Held-out rows' margins, the model itself, or both. */
  readonly wants: 'margins' | 'model';
}

export interface FitRowsOutput {
  readonly report: FitReport;
  readonly model: ClassifierModel | null;
  /** Scale of every column, sets end to end. */
  readonly columnScales: Float64Array | null;
  /** rows × outputs, of which the held-out rows are meant. */
  readonly margins: Float64Array | null;
}

export function fitRows(input: FitRowsInput, context: TaskContext): FitRowsOutput {
  const { sets, labels, classes, weights, classifier, seed, wants } = input;
  const x = weighFeatures(sets, { labels, classes, weights });
  const { model, report } = fitClassifier({ x, labels, classes, weights }, classifier, {
    random: createRandom(seed),
    shouldStop: context.shouldStop,
  });
  if (wants === 'margins') {
    return { report, model: null, columnScales: null, margins: classifierMargins(model, x) };
  }
  const columnScales = new Float64Array(x.columns);
  for (const block of x.blocks) columnScales.set(block.columnScale, block.firstColumn);
  return { report, model, columnScales, margins: null };
}
