import { LearnError } from '../errors.ts';
import type { DesignMatrix } from '../matrix/design-matrix.ts';
import type { Random } from '../random.ts';
import { createScaledRows } from './scaled-rows.ts';

/**
 * Linear SVM by its dual, one coordinate at a time (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML 2008).
 *
 *   primal  ½‖w‖² + Σ_i c_i ℓ(y_i w·x_i)      ℓ(m) = max(0, 1 − m) or its square
 *   dual    max Σ α_i − ½‖Σ y_i α_i x_i‖² − ½ Σ d_i α_i²,  0 ≤ α_i ≤ u_i
 *
 * hinge: u_i = c_i, d_i = 0;  squared: u_i = ∞, d_i = 1 / (2 c_i).  Every x_i carries a constant feature of 1,
 * so the penalty sees the intercept. Rows that sit at a bound are set aside while the others move (shrinking)
 * and come back when those have settled. The gap between primal and dual, over all rows, decides when to stop.
 * An epoch is linear in the entries of the rows not set aside.
 */
export interface DualProblem {
  readonly x: DesignMatrix;
  /** The rows that take part, with y_i and c_i > 0 of each. */
  readonly rows: Int32Array;
  readonly signs: Float64Array;
  readonly costs: Float64Array;
  readonly isSquared: boolean;
}

export interface DualOptions {
  /** Stop when primal − dual is this share of the primal. */
  readonly tolerance: number;
  /** Epochs. */
  readonly maxIterations: number;
  readonly random: Random;
  readonly shouldStop?: (() => boolean) | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

export interface DualResult {
  /** y_i α_i of each row: w = Σ coefficient_i x_i, and the intercept is their sum. */
  readonly coefficients: Float64Array;
  readonly objective: number;
  /** (primal − dual) / primal */
  readonly optimality: number;
  readonly converged: boolean;
  readonly iterations: number;
}

/** The gap costs a third of an epoch; it is also measured whenever the rows that were set aside come back. */
const epochsBetweenGaps = 5;

export function descendDual(problem: DualProblem, options: DualOptions): DualResult {
  const { x, rows, signs, costs, isSquared } = problem;
  const { tolerance, maxIterations, random, shouldStop, onProgress } = options;
  const n = rows.length;
  const scaled = createScaledRows(x);
  const alpha = new Float64Array(n);
  const upper = isSquared ? new Float64Array(n).fill(Number.POSITIVE_INFINITY) : costs;
  const diagonal = isSquared ? costs.map((cost) => 0.5 / cost) : new Float64Array(n);
  const curvature = diagonal.map((d, i) => scaled.squaredNorm(rows[i]) + 1 + d);
  let intercept = 0;

  const order = Int32Array.from(rows, (_, i) => i);
  let active = n;
  // Projected gradients beyond these set a row at a bound aside; they are the last epoch's extremes.
  let highest = Number.POSITIVE_INFINITY;
  let lowest = Number.NEGATIVE_INFINITY;

  /** Visits each active row once, in a new order, and gives the spread of the projected gradients seen. */
  const runEpoch = (): number => {
    let max = Number.NEGATIVE_INFINITY;
    let min = Number.POSITIVE_INFINITY;
    for (let at = 0; at < active; at++) swap(order, at, at + random.below(active - at));
    for (let at = 0; at < active; at++) {
      const i = order[at];
      const held = alpha[i];
      const gradient = signs[i] * (scaled.product(rows[i]) + intercept) - 1 + diagonal[i] * held;
      let projected = gradient;
      if (held === 0) {
        if (gradient > highest) {
          swap(order, at--, --active);
          continue;
        }
        projected = Math.min(gradient, 0);
      } else if (held === upper[i]) {
        if (gradient < lowest) {
          swap(order, at--, --active);
          continue;
        }
        projected = Math.max(gradient, 0);
      }
      if (projected > max) max = projected;
      if (projected < min) min = projected;
      if (Math.abs(projected) < 1e-15) continue;
      alpha[i] = Math.min(Math.max(held - gradient / curvature[i], 0), upper[i]);
      const moved = (alpha[i] - held) * signs[i];
      if (moved === 0) continue;
      scaled.add(rows[i], moved);
      intercept += moved;
    }
    highest = max > 0 ? max : Number.POSITIVE_INFINITY;
    lowest = min < 0 ? min : Number.NEGATIVE_INFINITY;
    return active === 0 ? 0 : max - min;
  };

  const measure = (): { primal: number; gap: number } => {
    let normSquared = 0;
    let losses = 0;
    let dual = 0;
    for (let i = 0; i < n; i++) {
      const m = signs[i] * (scaled.product(rows[i]) + intercept);
      const short = Math.max(0, 1 - m);
      normSquared += alpha[i] * m;
      losses += costs[i] * (isSquared ? short * short : short);
      dual += alpha[i] - (diagonal[i] * alpha[i] ** 2) / 2;
    }
    const primal = normSquared / 2 + losses;
    return { primal, gap: primal - (dual - normSquared / 2) };
  };

  let iterations = 0;
  let spreadAllowed = 1;
  // At α = 0 the dual is 0.
  let primal = costs.reduce((sum, cost) => sum + cost, 0);
  let gap = primal;
  while (gap > tolerance * primal && iterations < maxIterations) {
    if (shouldStop?.()) throw new LearnError('STOPPED', 'The fit was told to stop before it was done.');
    iterations++;
    const spread = runEpoch();
    if (spread <= spreadAllowed) {
      spreadAllowed = spread / 3;
      active = n;
      highest = Number.POSITIVE_INFINITY;
      lowest = Number.NEGATIVE_INFINITY;
    } else if (iterations % epochsBetweenGaps !== 0 && iterations < maxIterations) continue;
    ({ primal, gap } = measure());
    onProgress?.(Math.min(1, Math.max(0, Math.log(gap / primal) / Math.log(tolerance))));
  }
  return {
    coefficients: alpha.map((a, i) => a * signs[i]),
    objective: primal,
    optimality: gap / primal,
    converged: gap <= tolerance * primal,
    iterations,
  };
}

function swap(items: Int32Array, i: number, j: number): void {
  const held = items[i];
  items[i] = items[j];
  items[j] = held;
}
