import { LearnError } from '../errors.ts';
import { multiplyTransposed } from '../matrix/design-matrix.ts';
import { descendDual } from '../solve/dual-coordinate-descent.ts';
import { createGram, withConstantFeature } from '../solve/gram.ts';
import { weightsOf } from '../solve/row-space.ts';
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
import { activeRows, assertTrainingSet, signsOf } from './training-set.ts';

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
  const problem = { data, costs: rowCosts(data, options.c, options.classWeights), outputs };
  return solver === 'primal' ? fitPrimal(problem, options, context) : fitDual(problem, options, context);
}

interface Problem {
  readonly data: TrainingSet;
  readonly costs: Float64Array;
  readonly outputs: number;
}

/** The class that output k speaks for. */
const classOf = (k: number, outputs: number): number => (outputs === 1 ? 1 : k);

function fitDual(problem: Problem, options: LinearSvmOptions, context: FitContext) {
  const { data, outputs } = problem;
  const { x } = data;
  const { rows, labels, costs } = activeRows(data.labels, problem.costs);
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

function fitPrimal({ data, costs, outputs }: Problem, options: LinearSvmOptions, context: FitContext) {
  const { x, labels } = data;
  const gram = withConstantFeature(createGram(x, context.packed));
  const coefficients = new Float64Array(outputs * x.rows);
  const intercepts = new Float64Array(outputs);
  const reports: FitReport[] = [];
  for (let k = 0; k < outputs; k++) {
    const { coefficients: own, ...report } = minimise(
      {
        gram,
        loss: createSquaredHingeLoss(costs, signsOf(labels, classOf(k, outputs))),
        hasFreeConstants: false,
      },
      {
        tolerance: options.tolerance ?? defaultTolerance,
        maxIterations: options.maxIterations ?? defaultNewtonSteps,
        constants: new Float64Array(1),
        shouldStop: context.shouldStop,
        onProgress: (fraction) => context.onProgress?.((k + fraction) / outputs),
      },
    );
    coefficients.set(own, k * x.rows);
    intercepts[k] = own.reduce((sum, a) => sum + a, 0);
    reports.push(report);
  }
  gram.release();
  return fitted(x.columns, outputs, weightsOf(x, coefficients, outputs), intercepts, reports);
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
