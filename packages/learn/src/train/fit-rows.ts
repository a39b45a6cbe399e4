import type { ClassifierModel, ClassifierOptions, FitReport, RowStart } from '../classify/classifier.ts';
import { fitClassifier } from '../classify/fit-classifier.ts';
import { classifierMargins } from '../classify/margins.ts';
import type { Task, TaskContext } from '../crew.ts';
import { type CountMatrix, weighFeatures } from '../features/weighting.ts';
import type { Allocate } from '../memory.ts';
import { createRandom } from '../random.ts';
import type { PackedCounts } from '../solve/packed-counts.ts';

/** One fit on counted features: weights first (they may see the fit's own rows only), then the classifier. */
export interface FitRowsInput {
  readonly sets: readonly CountMatrix[];
  readonly labels: Int32Array;
  readonly classes: number;
  /** 0 for rows that are held out. */
  readonly weights: Float64Array;
  readonly classifier: ClassifierOptions;
  readonly seed: string;
  /** Held-out rows' margins, or the model itself. */
  readonly wants: 'margins' | 'model';
  readonly start?: RowStart;
  readonly packed?: readonly PackedCounts[];
}

export interface FitRowsOutput {
  readonly report: FitReport;
  readonly model: ClassifierModel | null;
  /** Scale of every column, sets end to end. */
  readonly columnScales: Float64Array | null;
  /** rows × outputs, of which the held-out rows are meant. */
  readonly margins: Float64Array | null;
  /** Beside a model: where the folds' fits may start. */
  readonly start: RowStart | null;
}

export function fitRows(input: FitRowsInput, context: TaskContext): FitRowsOutput {
  const { sets, labels, classes, weights, classifier, seed, wants, packed } = input;
  const x = weighFeatures(sets, { labels, classes, weights });
  const fitted = fitClassifier({ x, labels, classes, weights }, classifier, {
    random: createRandom(seed),
    shouldStop: context.shouldStop,
    ...(input.start && { start: input.start }),
    ...(packed && { packed }),
  });
  const { report } = fitted;
  if (wants === 'margins') {
    const margins = fitted.margins ?? classifierMargins(fitted.model, x);
    return { report, model: null, columnScales: null, margins, start: null };
  }
  const columnScales = new Float64Array(x.columns);
  for (const block of x.blocks) columnScales.set(block.columnScale, block.firstColumn);
  const start = shareStart(fitted.start, context.allocate);
  return { report, model: fitted.model, columnScales, margins: null, start };
}

/** Several fits will be posted it. */
function shareStart(start: RowStart | undefined, allocate: Allocate): RowStart | null {
  if (!start) return null;
  const coefficients = allocate.float64(start.coefficients.length);
  coefficients.set(start.coefficients);
  return { coefficients, intercepts: start.intercepts };
}

export const fitRowsTask: Task<FitRowsInput, FitRowsOutput> = { name: 'fit-rows', work: fitRows };
