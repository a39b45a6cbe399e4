import type { MarginLoss } from './margin-loss.ts';

/**
 * ℓ(m) = log(1 + exp(−s m)), s = ±1;   ℓ′ = −s (1 − p),   ℓ″ = p (1 − p),   p = 1 / (1 + exp(−s m)).
 * The exponent is never positive, so nothing overflows.
 */
export function createLogisticLoss(costs: Float64Array, signs: Float64Array): MarginLoss {
  const rows = costs.length;
  const curvature = new Float64Array(rows);
  return {
    rows,
    outputs: 1,
    at: (margins, gradient) => {
      let value = 0;
      for (let i = 0; i < rows; i++) {
        const cost = costs[i];
        const sign = signs[i];
        const m = sign * margins[i];
        const e = Math.exp(m > 0 ? -m : m);
        const small = e / (1 + e);
        const missed = m > 0 ? small : 1 - small;
        value += cost * (Math.log1p(e) - (m > 0 ? 0 : m));
        gradient[i] = -sign * cost * missed;
        curvature[i] = (cost * small) / (1 + e);
      }
      return value;
    },
    curve: (v, out) => {
      for (let i = 0; i < rows; i++) out[i] = curvature[i] * v[i];
    },
  };
}
