import type { MarginLoss } from './margin-loss.ts';
import { partSums } from './vectors.ts';

/**
 * Intercepts that no penalty sees, one an output, taken out of the Newton system exactly.
 *
 * For margins that move by v, the constants c that follow at no cost solve  B c = −(s + 1ᵀW v),  where W is
 * the loss's curvature, B_kl = 1_kᵀ W 1_l, and s the gradient's sum per output (Schur complement). What is left
 * is a system in the weights alone, and one better conditioned: X is centred, W being the weights of the mean.
 */
export interface FreeConstants {
  /** Takes B at the loss's latest margins. */
  readonly refresh: () => void;
  /** out = −B⁻¹ sums */
  readonly solve: (sums: Float64Array, out: Float64Array) => void;
}

export function createFreeConstants(loss: MarginLoss): FreeConstants {
  const { rows, outputs } = loss;
  const lower = new Float64Array(outputs * outputs);
  const indicator = new Float64Array(rows * outputs);
  const curved = new Float64Array(rows * outputs);
  const column = new Float64Array(outputs);
  return {
    refresh: () => {
      let trace = 0;
      for (let l = 0; l < outputs; l++) {
        indicator.fill(0).fill(1, l * rows, (l + 1) * rows);
        loss.curve(indicator, curved);
        partSums(curved, column);
        lower.set(column, l * outputs);
        trace += column[l];
      }
      // Softmax does not notice a constant added to all outputs: B 1 = 0. That direction is filled in; sums
      // have no part in it, so neither has the answer.
      if (outputs > 1) for (let k = 0; k < lower.length; k++) lower[k] += trace / outputs / outputs;
      factor(lower, outputs, trace * 1e-13);
    },
    solve: (sums, out) => {
      for (let k = 0; k < outputs; k++) {
        let rest = -sums[k];
        for (let l = 0; l < k; l++) rest -= lower[k * outputs + l] * out[l];
        const pivot = lower[k * outputs + k];
        out[k] = pivot > 0 ? rest / pivot : 0;
      }
      for (let k = outputs - 1; k >= 0; k--) {
        let rest = out[k];
        for (let l = k + 1; l < outputs; l++) rest -= lower[l * outputs + k] * out[l];
        const pivot = lower[k * outputs + k];
        out[k] = pivot > 0 ? rest / pivot : 0;
      }
    },
  };
}

/** Cholesky in place, B = L Lᵀ. A pivot that is not above `least` is 0: that constant stays where it is. */
function factor(b: Float64Array, n: number, least: number): void {
  for (let k = 0; k < n; k++) {
    let square = b[k * n + k];
    for (let l = 0; l < k; l++) square -= b[k * n + l] ** 2;
    const pivot = square > least ? Math.sqrt(square) : 0;
    b[k * n + k] = pivot;
    for (let i = k + 1; i < n; i++) {
      let rest = b[i * n + k];
      for (let l = 0; l < k; l++) rest -= b[i * n + l] * b[k * n + l];
      b[i * n + k] = pivot > 0 ? rest / pivot : 0;
    }
  }
}
