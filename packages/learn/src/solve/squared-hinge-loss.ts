import type { MarginLoss } from './margin-loss.ts';

/** ℓ(m) = max(0, 1 − s m)², s = ±1;  ℓ′ = −2 s max(0, 1 − s m);  ℓ″ = 2 where s m < 1, else 0 (generalised). */
export function createSquaredHingeLoss(costs: Float64Array, signs: Float64Array): MarginLoss {
  const rows = costs.length;
  const curvature = new Float64Array(rows);
  return {
    rows,
    outputs: 1,
    at: (margins, gradient) => {
      let value = 0;
      for (let i = 0; i < rows; i++) {
        const short = 1 - signs[i] * margins[i];
        const cost = short > 0 ? costs[i] : 0;
        value += cost * short * short;
        gradient[i] = -2 * cost * signs[i] * short;
        curvature[i] = 2 * cost;
      }
      return value;
    },
    curve: (v, out) => {
      for (let i = 0; i < rows; i++) out[i] = curvature[i] * v[i];
    },
  };
}
