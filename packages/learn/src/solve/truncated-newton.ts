import { LearnError } from '../errors.ts';
import { createFreeConstants } from './free-constants.ts';
import type { Gram } from './gram.ts';
import { searchLine } from './line-search.ts';
import type { MarginLoss } from './margin-loss.ts';
import { addConstants, addScaled, dot, partSums, scaleAndAdd } from './vectors.ts';

/**
 * minimise  ½ Σ_k ‖w_k‖² + f(m),   m_k = X w_k + b_k 1,   over w = Xᵀα and the constants b
 *
 * Truncated Newton with conjugate gradients and a line search (Hsia, Zhu and Lin 2017; Galli and Lin 2021), in
 * the coordinates of rows. With g = ∇f, W = ∇²f and K = X Xᵀ the gradient is Xᵀρ, ρ = α + g, and a CG step
 *
 *   p = Xᵀπ   H p = Xᵀ(π + W q)   q = Kπ + c      r ← Xᵀ(ς − a (π + W q))
 *
 * needs K once, for Kς: margins, ‖p‖², Kπ and the direction's own margins all follow by recursion. The step
 * out of the gradient needs none, for Kρ is known. So an iteration of n CG steps costs n products; everything
 * else is linear in rows × outputs. Constants c are taken out exactly (`free-constants.ts`).
 */
export interface NewtonProblem {
  readonly gram: Gram;
  readonly loss: MarginLoss;
  readonly hasFreeConstants: boolean;
}

export interface NewtonStart {
  readonly coefficients: Float64Array;
  readonly constants: Float64Array;
}

export interface NewtonOptions {
  /** Stop when the gradient's norm is this share of its norm at w = 0. */
  readonly tolerance: number;
  readonly maxIterations: number;
  /** b where w = 0 is judged; a cold start begins there. */
  readonly constants: Float64Array;
  readonly start?: NewtonStart;
  readonly shouldStop?: (() => boolean) | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

export interface NewtonResult {
  /** α, output by output. */
  readonly coefficients: Float64Array;
  readonly constants: Float64Array;
  /** m, output by output. */
  readonly margins: Float64Array;
  readonly objective: number;
  /** ‖gradient‖ / ‖gradient at w = 0‖; from a start, an upper bound of it. */
  readonly optimality: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly products: number;
}

/** CG stops when its last step won less than this share of its mean step (Nash and Sofer 1990). */
const cgShare = 0.5;
const mostCgSteps = 100;

export function minimise(problem: NewtonProblem, options: NewtonOptions): NewtonResult {
  const { gram, loss, hasFreeConstants } = problem;
  const { rows, outputs } = loss;
  const { tolerance, maxIterations, shouldStop, onProgress } = options;
  const size = rows * outputs;
  const vector = (): Float64Array => new Float64Array(size);

  let products = 0;
  const multiply = (u: Float64Array, out: Float64Array): void => {
    if (shouldStop?.()) throw new LearnError('STOPPED', 'The fit was told to stop before it was done.');
    products++;
    for (let k = 0; k < outputs; k++)
      gram.multiply(u.subarray(k * rows, (k + 1) * rows), out.subarray(k * rows, (k + 1) * rows));
  };

  // α, Kα, b, m = Kα + b and ∇f(m): where we are.
  const alpha = vector();
  const kAlpha = vector();
  const b = Float64Array.from(options.constants);
  const m = vector();
  const g = vector();
  // −(ρ + W c₀) and its product: the residual that CG begins with, the constants' first share taken out.
  const sigma = vector();
  const kSigma = vector();
  // CG: direction π, sum δ, their products, q and W q.
  const pi = vector();
  const kPi = vector();
  const delta = vector();
  const kDelta = vector();
  const q = vector();
  const wq = vector();
  const trialMargins = q;
  // One number an output.
  const s = new Float64Array(outputs);
  const c0 = new Float64Array(outputs);
  const c = new Float64Array(outputs);
  const db = new Float64Array(outputs);
  const free = hasFreeConstants ? createFreeConstants(loss) : null;

  /** From m: value of f, gradient, constants' share, and with one product the gradient's norm. */
  const look = (): { loss: number; norm: number } => {
    addConstants(kAlpha, b, m);
    const value = loss.at(m, g);
    let sums = 0;
    wq.fill(0);
    if (free) {
      partSums(g, s);
      sums = dot(s, s);
      free.refresh();
      free.solve(s, c0);
      q.fill(0);
      addConstants(q, c0, q);
      loss.curve(q, wq);
    }
    for (let i = 0; i < size; i++) sigma[i] = -(alpha[i] + g[i] + wq[i]);
    multiply(sigma, kSigma);
    return { loss: value, norm: Math.sqrt(Math.max(0, dot(sigma, kSigma)) + sums) };
  };

  let first = 0;
  if (options.start) {
    addConstants(m, b, m);
    loss.at(m, g);
    alpha.set(options.start.coefficients);
    b.set(options.start.constants);
    multiply(alpha, kAlpha);
    // ‖∇f(0)‖ ≥ ∇f(0) · w / ‖w‖, which costs no product.
    first = Math.abs(dot(g, kAlpha)) / Math.sqrt(dot(alpha, kAlpha)) || 0;
  }
  let { loss: value, norm } = look();
  first ||= norm;
  const enough = (tolerance * first) / 4;
  let penalty = dot(alpha, kAlpha) / 2;

  let iterations = 0;
  while (norm > tolerance * first && iterations < maxIterations) {
    iterations++;

    // (I + Xᵀ W̃ X) d = −gradient
    pi.set(sigma);
    kPi.set(kSigma);
    delta.fill(0);
    kDelta.fill(0);
    db.set(c0);
    let rr = dot(sigma, kSigma);
    let pp = rr;
    let won = 0;
    for (let step = 1; ; step++) {
      q.set(kPi);
      if (free) {
        loss.curve(kPi, wq);
        partSums(wq, c);
        free.solve(c, c);
        addConstants(kPi, c, q);
      }
      loss.curve(q, wq);
      const a = rr / (pp + dot(q, wq));
      addScaled(delta, a, pi);
      addScaled(kDelta, a, kPi);
      addScaled(db, a, c);
      won += a * rr;
      if (step * a * rr <= cgShare * won || step === mostCgSteps) break;
      for (let i = 0; i < size; i++) sigma[i] -= a * (pi[i] + wq[i]);
      multiply(sigma, kSigma);
      const rrNext = Math.max(0, dot(sigma, kSigma));
      const beta = rrNext / rr;
      if (Math.sqrt(rrNext) <= enough) break;
      scaleAndAdd(pi, beta, sigma);
      scaleAndAdd(kPi, beta, kSigma);
      pp = rrNext + beta * beta * pp;
      rr = rrNext;
    }

    // Along w + t d the penalty is a parabola and the margins move by v = Kδ + db.
    const wd = dot(alpha, kDelta);
    const dd = dot(delta, kDelta);
    const v = kPi;
    addConstants(kDelta, db, v);
    const slope0 = wd + dot(g, v);
    const base = penalty;
    const step = searchLine(penalty + value, slope0, (t) => {
      for (let i = 0; i < size; i++) trialMargins[i] = m[i] + t * v[i];
      value = loss.at(trialMargins, g);
      loss.curve(v, wq);
      penalty = base + t * wd + (t * t * dd) / 2;
      return { value: penalty + value, first: wd + t * dd + dot(g, v), second: dd + dot(v, wq) };
    });
    if (step === null) break;
    addScaled(alpha, step, delta);
    addScaled(kAlpha, step, kDelta);
    addScaled(b, step, db);
    ({ loss: value, norm } = look());
    onProgress?.(Math.min(1, Math.log(norm / first) / Math.log(tolerance)));
  }
  return {
    coefficients: alpha,
    constants: b,
    margins: m,
    objective: penalty + value,
    optimality: first > 0 ? norm / first : 0,
    converged: norm <= tolerance * first,
    iterations,
    products,
  };
}
