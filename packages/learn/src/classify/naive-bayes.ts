import { LearnError } from '../errors.ts';
import { type DesignMatrix, multiplyTransposed } from '../matrix/design-matrix.ts';
import { resolveClassWeights } from './class-weights.ts';
import type { FitContext, Fitted, LinearModel, NaiveBayesOptions, TrainingSet } from './classifier.ts';
import { assertTrainingSet } from './training-set.ts';

/**
 * N_cj: weight of column j in class c;  N_j = Σ_c N_cj;  n_c: weight of the class's rows;  α: smoothing.
 *
 *   multinomial   w_cj = log (N_cj + α) − log Σ_j (N_cj + α),             b_c = log (n_c / Σ n)
 *   complement    w_cj = −log (N_j − N_cj + α) + log Σ_j (N_j − N_cj + α),  b_c = 0
 *
 * Multinomial: Manning, Raghavan and Schütze 2008, chapter 13. Complement: Rennie et al. 2003, without the
 * norm of their step 8, as scikit-learn's default. Of two classes only the difference is kept.
 * One pass over the entries a class.
 */
export function fitNaiveBayes(
  data: TrainingSet,
  options: NaiveBayesOptions,
  context: FitContext,
): Fitted<LinearModel> {
  assertTrainingSet(data);
  const { x, labels, classes, weights } = data;
  const alpha = options.alpha ?? 1;
  if (!(alpha > 0 && alpha < Number.POSITIVE_INFINITY)) {
    throw new LearnError('RECIPE_INVALID', `alpha is ${alpha}; give a finite number above 0.`);
  }
  assertNotNegative(x);

  const classWeights = resolveClassWeights(options.classWeights, data);
  const counts: Float64Array[] = [];
  const priors = new Float64Array(classes);
  const indicator = new Float64Array(x.rows);
  const scratch = new Float64Array(x.rows);
  for (let c = 0; c < classes; c++) {
    if (context.shouldStop?.()) {
      throw new LearnError('STOPPED', `Naive Bayes was stopped before class ${c}; fit it again.`);
    }
    for (let row = 0; row < x.rows; row++) {
      indicator[row] = labels[row] === c ? weights[row] * classWeights[c] : 0;
      priors[c] += indicator[row];
    }
    const ofClass = new Float64Array(x.columns);
    multiplyTransposed(x, indicator, ofClass, scratch);
    counts.push(ofClass);
    context.onProgress?.((c + 1) / classes);
  }

  const complement = options.kind === 'complement-naive-bayes';
  const perClass = complement ? complementWeights(counts, alpha) : multinomialWeights(counts, alpha);
  const intercepts = logPriors(priors, complement);
  return {
    model: classes === 2 ? difference(perClass, intercepts) : stack(perClass, intercepts),
    report: { converged: true, iterations: 1, objective: null, optimality: null },
  };
}

function multinomialWeights(counts: readonly Float64Array[], alpha: number): Float64Array[] {
  return counts.map((ofClass) => logShares(ofClass.map((count) => count + alpha)));
}

function complementWeights(counts: readonly Float64Array[], alpha: number): Float64Array[] {
  const all = new Float64Array(counts[0].length);
  for (const ofClass of counts) for (let j = 0; j < all.length; j++) all[j] += ofClass[j];
  return counts.map((ofClass) =>
    // The sum less a part of it can fall below zero by rounding.
    logShares(ofClass.map((count, j) => Math.max(all[j] - count, 0) + alpha)).map((log) => -log),
  );
}

/** log (v_j / Σ v) */
function logShares(values: Float64Array): Float64Array {
  const logSum = Math.log(values.reduce((sum, value) => sum + value, 0));
  return values.map((value) => Math.log(value) - logSum);
}

/**
 * A class without a row has prior zero. Its logarithm stops at that of the least double, so that margins stay
 * finite while the class is still never chosen; for the complement rule likewise, which has no other prior.
 */
function logPriors(weights: Float64Array, complement: boolean): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => {
    if (weight === 0) return Math.log(Number.MIN_VALUE);
    return complement ? 0 : Math.log(weight / total);
  });
}

function difference([first, second]: readonly Float64Array[], intercepts: Float64Array): LinearModel {
  return {
    kind: 'linear',
    columns: first.length,
    outputs: 1,
    weights: second.map((weight, j) => weight - first[j]),
    intercepts: Float64Array.of(intercepts[1] - intercepts[0]),
  };
}

function stack(perClass: readonly Float64Array[], intercepts: Float64Array): LinearModel {
  const columns = perClass[0].length;
  const weights = new Float64Array(perClass.length * columns);
  perClass.forEach((ofClass, c) => {
    weights.set(ofClass, c * columns);
  });
  return { kind: 'linear', columns, outputs: perClass.length, weights, intercepts };
}

function assertNotNegative(x: DesignMatrix): void {
  for (const { firstColumn, byColumn, rowScale, columnScale } of x.blocks) {
    const { rows: columns, starts, indices, values } = byColumn;
    for (let column = 0; column < columns; column++) {
      for (let at = starts[column]; at < starts[column + 1]; at++) {
        const value = rowScale[indices[at]] * columnScale[column] * (values ? values[at] : 1);
        if (value >= 0) continue;
        throw new LearnError(
          Number.isNaN(value) ? 'VALUE_NOT_FINITE' : 'RECIPE_INVALID',
          `Row ${indices[at]}, column ${firstColumn + column} is ${value}; naive Bayes needs features of 0 or more.`,
        );
      }
    }
  }
}
