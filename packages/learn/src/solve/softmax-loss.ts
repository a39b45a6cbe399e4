import type { MarginLoss } from './margin-loss.ts';

/**
 * ℓ(m) = log Σ_k exp m_k − m_y;   ∇ℓ = p − e_y,   ∇²ℓ = diag(p) − p pᵀ,   p_k = exp m_k / Σ exp m.
 * The gradient sums to zero over the outputs, and so does every step made of it.
 */
export function createSoftmaxLoss(costs: Float64Array, labels: Int32Array, outputs: number): MarginLoss {
  const rows = costs.length;
  const p = new Float64Array(rows * outputs);
  return {
    rows,
    outputs,
    at: (margins, gradient) => {
      let value = 0;
      for (let i = 0; i < rows; i++) {
        const cost = costs[i];
        // A row that has no label costs nothing; any class will do.
        const own = (labels[i] ?? 0) * rows + i;
        let largest = margins[i];
        for (let at = i + rows; at < p.length; at += rows) if (margins[at] > largest) largest = margins[at];
        let sum = 0;
        for (let at = i; at < p.length; at += rows) {
          const e = Math.exp(margins[at] - largest);
          p[at] = e;
          sum += e;
        }
        for (let at = i; at < p.length; at += rows) {
          p[at] /= sum;
          gradient[at] = cost * p[at];
        }
        // 1 − p_y as the sum of the others: no digits are lost where the row is all but certain.
        let others = 0;
        for (let at = i; at < p.length; at += rows) if (at !== own) others += p[at];
        gradient[own] = -cost * others;
        value += cost * (Math.log(sum) + largest - margins[own]);
      }
      return value;
    },
    curve: (v, out) => {
      for (let i = 0; i < rows; i++) {
        const cost = costs[i];
        let mean = 0;
        for (let at = i; at < p.length; at += rows) mean += p[at] * v[at];
        for (let at = i; at < p.length; at += rows) out[at] = cost * p[at] * (v[at] - mean);
      }
    },
  };
}
