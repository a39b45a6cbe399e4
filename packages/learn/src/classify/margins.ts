import type { DesignMatrix } from '../matrix/design-matrix.ts';
import type { ClassifierModel, ForestModel } from './classifier.ts';
import { forestShares } from './forest-shares.ts';
import { linearMargins } from './linear-margins.ts';

/**
 * What any classifier says of each row, rows × outputs: one output for two classes (positive speaks for
 * class 1), else one a class. What comes after (calibration, the choice of a class) sees only these.
 */
export function classifierMargins(model: ClassifierModel, x: DesignMatrix): Float64Array {
  return model.kind === 'linear' ? linearMargins(model, x) : forestMargins(model, x);
}

export function outputsOf(model: ClassifierModel): number {
  if (model.kind === 'linear') return model.outputs;
  return model.classes === 2 ? 1 : model.classes;
}

/**
 * Log shares, since shares are probabilities already and calibration works on log odds: the sigmoid of
 * log (p₁ / p₀), or the softmax of log p_k, gives the shares back. A share of 0 or 1 has no finite logarithm,
 * so one more tree is counted that knows nothing and votes 1/K for each class:
 *
 *   p_k = (T · share_k + 1/K) / (T + 1)
 */
function forestMargins(model: ForestModel, x: DesignMatrix): Float64Array {
  const { classes } = model;
  const trees = model.roots.length;
  const shares = forestShares(model, x);
  for (let i = 0; i < shares.length; i++) {
    shares[i] = Math.log((trees * shares[i] + 1 / classes) / (trees + 1));
  }
  if (classes !== 2) return shares;
  const margins = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row++) margins[row] = shares[2 * row + 1] - shares[2 * row];
  return margins;
}
