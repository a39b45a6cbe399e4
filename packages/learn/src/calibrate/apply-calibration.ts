import type { Calibration, IsotonicCalibration, IsotonicSteps } from './calibration.ts';

/**
 * Writes rows × classes probabilities into `out`. `margins` is rows × outputs; two classes have one output,
 * where positive speaks for class 1. Whatever number a margin is, ±Infinity included, the probabilities of
 * a row are finite and sum to one. Time rows · classes, times log steps for isotonic; allocates nothing.
 *
 * Two classes: p₁ = σ(z) and p₀ = σ(−z), so that neither loses digits near 0. More: softmax(z), where z_k is the
 * scaled margin, or the logarithm of the class's own probability: softmax then divides by the sum, and cannot
 * underflow to 0 / 0.
 */
export function applyCalibration(
  calibration: Calibration,
  margins: Float64Array,
  rows: number,
  outputs: number,
  classes: number,
  out: Float64Array,
): void {
  if (outputs === 1) {
    for (let row = 0; row < rows; row++) {
      if (calibration.kind === 'isotonic') {
        const p = interpolate(calibration.steps[0], margins[row]);
        out[2 * row] = 1 - p;
        out[2 * row + 1] = p;
      } else {
        const z = logOdds(calibration, margins[row]);
        out[2 * row] = sigmoid(-z);
        out[2 * row + 1] = sigmoid(z);
      }
    }
    return;
  }
  for (let row = 0; row < rows; row++) {
    const from = row * classes;
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) {
      const z = logShare(calibration, margins[from + k], k);
      out[from + k] = z;
      if (z > highest) highest = z;
    }
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      const share = Math.exp(out[from + k] - highest);
      out[from + k] = share;
      sum += share;
    }
    for (let k = 0; k < classes; k++) out[from + k] /= sum;
  }
}

type Parametric = Exclude<Calibration, IsotonicCalibration>;

function logOdds(calibration: Parametric, margin: number, k = 0): number {
  switch (calibration.kind) {
    case 'none':
      return bounded(margin);
    case 'temperature':
      return bounded(calibration.scale * bounded(margin));
    case 'sigmoid':
      return bounded(calibration.slopes[k] * bounded(margin) + calibration.offsets[k]);
  }
}

function logShare(calibration: Calibration, margin: number, k: number): number {
  if (calibration.kind === 'isotonic') return Math.log(interpolate(calibration.steps[k], margin));
  const z = logOdds(calibration, margin, k);
  return calibration.kind === 'sigmoid' ? -softplus(-z) : z;
}

/** The line through the two neighbouring steps; level beyond the first and the last. */
function interpolate({ margins, probabilities }: IsotonicSteps, margin: number): number {
  let below = 0;
  let above = margins.length - 1;
  if (margin <= margins[below]) return probabilities[below];
  if (margin >= margins[above]) return probabilities[above];
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if (margins[middle] <= margin) below = middle;
    else above = middle;
  }
  // Weighing both ends by their share of the gap, and not adding a slope, keeps the result between them.
  const gap = margins[above] - margins[below];
  const share = gap === Number.POSITIVE_INFINITY ? 0.5 : (margin - margins[below]) / gap;
  return (1 - share) * probabilities[below] + share * probabilities[above];
}

/** Large enough to decide everything, small enough that two of them still subtract. */
const farthest = 1e300;

function bounded(z: number): number {
  return Math.max(-farthest, Math.min(farthest, z));
}

function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** ln(1 + eᶻ) without overflow. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}
