import { createGram } from '../solve/gram.ts';
import { createLogisticLoss } from '../solve/logistic-loss.ts';
import { weightsOf } from '../solve/row-space.ts';
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
import { assertStart, assertTrainingSet, signsOf } from './training-set.ts';

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
  const { x, labels, classes } = assertTrainingSet(data);
  const outputs = classes === 2 ? 1 : classes;
  const start = assertStart(context.start, x.rows, outputs);
  const costs = rowCosts(data, options.c, options.classWeights);
  const gram = createGram(x, context.packed);
  const { coefficients, constants, margins, objective, optimality, converged, iterations } = minimise(
    {
      gram,
      loss:
        outputs === 1
          ? createLogisticLoss(costs, signsOf(labels, 1))
          : createSoftmaxLoss(costs, labels, outputs),
      hasFreeConstants: true,
    },
    {
      tolerance: options.tolerance ?? defaultTolerance,
      maxIterations: options.maxIterations ?? defaultMaxIterations,
      constants: logPriors(labels, costs, classes),
      ...(start && {
        start: {
          coefficients: start.coefficients.map((a, at) => (costs[at % x.rows] > 0 ? a : 0)),
          constants: start.intercepts,
        },
      }),
      shouldStop: context.shouldStop,
      onProgress: context.onProgress,
    },
  );
  gram.release();
  return {
    // Made when it is asked for: half a product that who only wants margins is spared.
    get model(): LinearModel {
      const weights = weightsOf(x, coefficients, outputs);
      return { kind: 'linear', columns: x.columns, outputs, weights, intercepts: constants };
    },
    report: { converged, iterations, objective, optimality },
    start: { coefficients, intercepts: constants },
    margins: rowByRow(margins, outputs),
  };
}

/** From output after output to row after row. */
function rowByRow(margins: Float64Array, outputs: number): Float64Array {
  const rows = margins.length / outputs;
  return margins.map((_, at) => margins[(at % outputs) * rows + Math.floor(at / outputs)]);
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
