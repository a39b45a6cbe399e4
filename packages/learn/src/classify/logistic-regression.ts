import { createLogisticLoss } from '../solve/logistic-loss.ts';
import { createRowSpace } from '../solve/row-space.ts';
import { createSoftmaxLoss } from '../solve/softmax-loss.ts';
import { minimise } from '../solve/truncated-newton.ts';
import { rowCosts } from './class-weights.ts';
import type {
  FitContext,
  Fitted,
  LinearModel,
  LogisticRegressionOptions,
  TrainingSet,
} from './classifier.ts';
import { activeRows, assertStart, assertTrainingSet, signsOf } from './training-set.ts';

/** Held-out probabilities stay within 1e-3 of the optimum's. */
const defaultTolerance = 1e-3;
const defaultMaxIterations = 100;

/**
 * minimise  ½‖w‖² + Σ_i C weight_i classWeight(y_i) ℓ(w; x_i, y_i),  intercepts outside the penalty
 *
 * Two classes: ℓ = log(1 + exp(−y m)). More: ℓ = log Σ_k exp m_k − m_y, K outputs (as scikit-learn's lbfgs).
 */
export function fitLogisticRegression(
  data: TrainingSet,
  options: LogisticRegressionOptions,
  context: FitContext,
): Fitted<LinearModel> {
  const { x, classes } = assertTrainingSet(data);
  const outputs = classes === 2 ? 1 : classes;
  const start = assertStart(context.start, x.columns, outputs);
  const { rows, labels, costs } = activeRows(data.labels, rowCosts(data, options.c, options.classWeights));
  const space = createRowSpace({ x, rows, outputs, hasConstantFeature: false, start });
  const loss =
    outputs === 1
      ? createLogisticLoss(space.extend(costs), space.extend(signsOf(labels, 1)))
      : createSoftmaxLoss(space.extend(costs), labels, outputs);
  const { coefficients, constants, objective, optimality, converged, iterations } = minimise(
    { grams: space.grams, loss, hasFreeConstants: true },
    {
      tolerance: options.tolerance ?? defaultTolerance,
      maxIterations: options.maxIterations ?? defaultMaxIterations,
      constants: logPriors(labels, costs, classes),
      ...(space.start && start && { start: { coefficients: space.start, constants: start.intercepts } }),
      shouldStop: context.shouldStop,
      onProgress: context.onProgress,
    },
  );
  space.release();
  return {
    model: {
      kind: 'linear',
      columns: x.columns,
      outputs,
      weights: space.weightsOf(coefficients),
      intercepts: constants,
    },
    report: { converged, iterations, objective, optimality },
  };
}

/** The best intercepts where all weights are 0. A class without rows is held to be one in 10¹⁸. */
function logPriors(labels: Int32Array, costs: Float64Array, classes: number): Float64Array {
  const totals = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) totals[labels[i]] += costs[i];
  const total = totals.reduce((sum, part) => sum + part, 0);
  const logs = totals.map((part) => Math.log(Math.max(part / total, 1e-18)));
  if (classes === 2) return Float64Array.of(logs[1] - logs[0]);
  const mean = logs.reduce((sum, part) => sum + part, 0) / classes;
  return logs.map((log) => log - mean);
}
