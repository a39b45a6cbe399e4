/**
 * f(m) = Σ_i c_i ℓ_i(m_i1 … m_iK), convex, over margins that lie output by output: m[k · rows + i].
 * It remembers where it was evaluated last; `curve` speaks of that place. A row of cost 0 adds nothing.
 */
export interface MarginLoss {
  readonly rows: number;
  readonly outputs: number;
  /** Writes ∇f(m) into `gradient` and gives f(m). */
  readonly at: (margins: Float64Array, gradient: Float64Array) => number;
  /** out = ∇²f(m) v, at the margins seen last. */
  readonly curve: (v: Float64Array, out: Float64Array) => void;
}
