import { LearnError } from '../errors.ts';
import { multiplyTransposed } from '../matrix/design-matrix.ts';
import { descendDual } from '../solve/dual-coordinate-descent.ts';
import { createRowSpace } from '../solve/row-space.ts';
import { createSquaredHingeLoss } from '../solve/squared-hinge-loss.ts';
import { minimise } from '../solve/truncated-newton.ts';
import { rowCosts } from './class-weights.ts';
import type {
  FitContext,
  FitReport,
  Fitted,
  LinearModel,
  LinearSvmOptions,
  TrainingSet,
} from './classifier.ts';
import { type ActiveRows, activeRows, assertStart, assertTrainingSet, signsOf } from './training-set.ts';

const defaultTolerance = 1e-3;
const defaultEpochs = 1000;
const defaultNewtonSteps = 100;

/**
 * minimise  ½(‖w‖² + b²) + Σ_i C weight_i classWeight(y_i) ℓ(y_i (w·x_i + b)),  ℓ hinge or squared hinge
 *
 * The intercept is the weight of a constant feature of 1, inside the penalty (as LIBLINEAR's bias of 1 and
 * scikit-learn's LinearSVC). More than two classes: one output a class, each against all others.
 */
export function fitLinearSvm(
  data: TrainingSet,
  options: LinearSvmOptions,
  context: FitContext,
): Fitted<LinearModel> {
  const { classes } = assertTrainingSet(data);
  const { loss = 'squared-hinge', solver = 'dual' } = options;
  if (solver === 'primal' && loss !== 'squared-hinge')
    throw new LearnError(
      'RECIPE_INVALID',
      'The primal solver needs a smooth loss; take squared-hinge or the dual solver.',
    );
  const outputs = classes === 2 ? 1 : classes;
  const active = activeRows(data.labels, rowCosts(data, options.c, options.classWeights));
  const problem = { data, active, outputs };
  return solver === 'primal' ? fitPrimal(problem, options, context) : fitDual(problem, options, context);
}

interface Problem {
  readonly data: TrainingSet;
  readonly active: ActiveRows;
  readonly outputs: number;
}

/** The class that output k speaks for. */
const classOf = (k: number, outputs: number): number => (outputs === 1 ? 1 : k);

function fitDual({ data, active, outputs }: Problem, options: LinearSvmOptions, context: FitContext) {
  const { x } = data;
  const { rows, labels, costs } = active;
  const weights = new Float64Array(outputs * x.columns);
  const intercepts = new Float64Array(outputs);
  const spread = new Float64Array(x.rows);
  const scratch = new Float64Array(x.rows);
  const reports: FitReport[] = [];
  for (let k = 0; k < outputs; k++) {
    const { coefficients, ...report } = descendDual(
      {
        x,
        rows,
        signs: signsOf(labels, classOf(k, outputs)),
        costs,
        isSquared: options.loss !== 'hinge',
      },
      {
        tolerance: options.tolerance ?? defaultTolerance,
        maxIterations: options.maxIterations ?? defaultEpochs,
        random: context.random.fork(`output ${k}`),
        shouldStop: context.shouldStop,
        onProgress: (fraction) => context.onProgress?.((k + fraction) / outputs),
      },
    );
    for (let i = 0; i < rows.length; i++) {
      spread[rows[i]] = coefficients[i];
      intercepts[k] += coefficients[i];
    }
    multiplyTransposed(x, spread, weights.subarray(k * x.columns, (k + 1) * x.columns), scratch);
    reports.push(report);
  }
  return fitted(x.columns, outputs, weights, intercepts, reports);
}

function fitPrimal({ data, active, outputs }: Problem, options: LinearSvmOptions, context: FitContext) {
  const { x } = data;
  const { rows, labels, costs } = active;
  const start = assertStart(context.start, x.columns, outputs);
  const space = createRowSpace({ x, rows, outputs, hasConstantFeature: true, start });
  const coefficients = new Float64Array(outputs * space.size);
  const intercepts = new Float64Array(outputs);
  const reports: FitReport[] = [];
  for (let k = 0; k < outputs; k++) {
    const from = k * space.size;
    const signs = space.extend(signsOf(labels, classOf(k, outputs)));
    const { coefficients: own, ...report } = minimise(
      {
        grams: [space.grams[k]],
        loss: createSquaredHingeLoss(space.extend(costs), signs),
        hasFreeConstants: false,
      },
      {
        tolerance: options.tolerance ?? defaultTolerance,
        maxIterations: options.maxIterations ?? defaultNewtonSteps,
        constants: new Float64Array(1),
        ...(space.start && {
          start: {
            coefficients: space.start.subarray(from, from + space.size),
            constants: new Float64Array(1),
          },
        }),
        shouldStop: context.shouldStop,
        onProgress: (fraction) => context.onProgress?.((k + fraction) / outputs),
      },
    );
    coefficients.set(own, from);
    for (let i = 0; i < rows.length; i++) intercepts[k] += own[i];
    if (start) intercepts[k] += own[rows.length] * start.intercepts[k];
    reports.push(report);
  }
  space.release();
  return fitted(x.columns, outputs, space.weightsOf(coefficients), intercepts, reports);
}

/** One report of many: converged where all have, judged by the worst. */
function fitted(
  columns: number,
  outputs: number,
  weights: Float64Array,
  intercepts: Float64Array,
  reports: readonly FitReport[],
): Fitted<LinearModel> {
  return {
    model: { kind: 'linear', columns, outputs, weights, intercepts },
    report: {
      converged: reports.every(({ converged }) => converged),
      iterations: reports.reduce((sum, { iterations }) => sum + iterations, 0),
      objective: reports.reduce((sum, { objective }) => sum + (objective ?? 0), 0),
      optimality: Math.max(...reports.map(({ optimality }) => optimality ?? 0)),
    },
  };
}
